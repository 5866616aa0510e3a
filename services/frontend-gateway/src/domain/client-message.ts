import { type ClientMessage, clientMessageSchema } from '@ringback/shared/contract/viewer-protocol';

/** Reads one text frame of a browser. Null when it is not JSON or not a message of the protocol. */
export function parseClientMessage(text: string): ClientMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = clientMessageSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
