import { createHmac } from 'node:crypto';
import { deriveKey } from './derive-key.ts';
import type { KeyRing } from './key-ring.ts';
import { keyedHash } from './seal.ts';

/**
 * Keyed hashes of phone numbers and of what goes with them. A hash cannot be converted to another key, so a list is
 * recognised only as long as every key that it was written with is known.
 */
export interface NumberHashes {
  /** Under the newest key. */
  newest(text: string): string;
  /** As the previous release reads it. What several releases use at the same time is written under this. */
  former(text: string): string;
  /** Under every key that may have been used, newest first. */
  known(text: string): [string, ...string[]];
}

/** Hashes under one key of NUMBER_HASH_KEY. */
export function toNumberHash(secret: string): (text: string) => string {
  const key = deriveKey(secret, 'number-hash');
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}

/**
 * @param numberHashKey Each key is tried in the way of this release and of the previous one, so that a former
 * DATA_ENCRYPTION_KEY may be appended to it.
 * @param dataEncryptionKey Hashed numbers until the previous release.
 */
export function createNumberHashes(secrets: {
  numberHashKey: KeyRing;
  dataEncryptionKey: KeyRing;
}): NumberHashes {
  const { numberHashKey, dataEncryptionKey } = secrets;
  const [newestSecret, ...olderSecrets] = numberHashKey;
  const newest = toNumberHash(newestSecret);
  const older = olderSecrets.map(toNumberHash);
  return {
    newest,
    former: (text) => keyedHash(dataEncryptionKey[0], text),
    known: (text) => [
      newest(text),
      ...older.map((hash) => hash(text)),
      ...[...dataEncryptionKey, ...numberHashKey].map((secret) => keyedHash(secret, text)),
    ],
  };
}
