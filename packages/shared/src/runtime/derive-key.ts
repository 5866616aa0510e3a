import { hkdfSync } from 'node:crypto';

/** What a derived key is for. A purpose that was added here never changes its meaning. */
export type KeyPurpose =
  /** By it telephony proves itself to a bridge, and a bridge to telephony, on the media link. */
  | 'link-to-bridge'
  | 'link-to-telephony'
  /** Signs the rows by which instances find each other. */
  | 'instances'
  /** Encrypts phone numbers in dial requests. */
  | 'sealing'
  /** Gives a candidate another id at their first session. */
  | 'candidates'
  /** Hashes the codes by which another browser becomes the same candidate. */
  | 'device-codes'
  /** Names deletion records. */
  | 'erasures'
  /** Hashes phone numbers and what goes with them. */
  | 'number-hash';

const keyBytes = 32;
const salt = 'ringback';

/**
 * A key for one purpose (HKDF with SHA-256, RFC 5869; `info` is the purpose). The keys of two purposes reveal nothing
 * about each other or the secret.
 * @param secret at least 16 random characters.
 */
export function deriveKey(secret: string, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, purpose, keyBytes));
}
