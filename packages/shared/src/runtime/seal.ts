import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key.ts';
import type { KeyRing } from './key-ring.ts';

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
/** The key of the previous release. */
const toFormerKey = (secret: string) => createHash('sha256').update(secret).digest();

/**
 * Encrypts a short text (AES-256-GCM) under the newest secret. `context` binds it to its place, such as a session id.
 * The previous release opens only the former key, so this one still seals with it. The next release seals with the key
 * of the purpose `sealing`, which this one already opens.
 */
export function seal([newest]: KeyRing, text: string, context: string): string {
  return encrypt(toFormerKey(newest), text, context);
}

function encrypt(key: Buffer, text: string, context: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/**
 * Opens what `seal` made with any secret of the ring. Throws when none fits, or when the context or the text differs.
 */
export function unseal(ring: KeyRing, sealed: string, context: string): string {
  const keys = ring.flatMap((secret) => [toFormerKey(secret), deriveKey(secret, 'sealing')]);
  for (const key of keys) {
    const text = decrypt(key, Buffer.from(sealed, 'base64url'), context);
    if (text !== null) return text;
  }
  throw new Error('sealed with another key or for another place');
}

function decrypt(key: Buffer, bytes: Buffer, context: string): string | null {
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const text = decipher.update(bytes.subarray(ivBytes + tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // Node.js throws for a wrong tag, and for a text that is too short.
    return null;
  }
}

/** A keyed hash. It recognises a value without being able to reveal it. */
export function keyedHash(secret: string, text: string): string {
  return createHmac('sha256', toFormerKey(secret)).update(text).digest('base64url');
}
