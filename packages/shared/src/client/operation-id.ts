import type { OperationId } from '../contract/ids.ts';

/** Random letters and digits, also where `randomUUID` is missing, as on a page without TLS. */
export function randomId(length: number): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return Array.from(
    crypto.getRandomValues(new Uint8Array(length)),
    (byte) => alphabet[byte % alphabet.length],
  ).join('');
}

/** A new id for one command, under which the command may be repeated. */
export function newOperationId(): OperationId {
  return `op_${randomId(21)}` as OperationId;
}
