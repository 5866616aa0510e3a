/**
 * The secrets of one purpose, newest first. The first one seals, signs and hashes. All of them open, verify and
 * recognise. A key is changed by putting the new one before the old one.
 */
export type KeyRing = readonly [newest: string, ...older: string[]];

const leastCharacters = 16;

/** Reads `new,old`. Null when there is no secret, or one is shorter than 16 characters. */
export function parseKeyRing(text: string): KeyRing | null {
  const [newest, ...older] = text.split(',').map((secret) => secret.trim());
  const all = [newest ?? '', ...older] as const;
  return all.every((secret) => secret.length >= leastCharacters) ? all : null;
}
