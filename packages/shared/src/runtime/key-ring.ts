/**
 * The secrets of one purpose, newest first: the first is the one that seals, signs and hashes, and all of them open,
 * verify and recognise. A key is changed by putting the new one before the old one.
 */
export type KeyRing = readonly [newest: string, ...older: string[]];

const leastCharacters = 16;

/** Reads `new,old`. Null when a secret in it is shorter than 16 characters, or there is none. */
export function parseKeyRing(text: string): KeyRing | null {
  const [newest, ...older] = text.split(',').map((secret) => secret.trim());
  const all = [newest ?? '', ...older] as const;
  return all.every((secret) => secret.length >= leastCharacters) ? all : null;
}
