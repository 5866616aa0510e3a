import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const toKey = (secret: string) => createHash('sha256').update(secret).digest();

/** Encrypts a short text (AES-256-GCM); `context` binds it to its place, such as a session id. */
export function seal(secret: string, text: string, context: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, toKey(secret), iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens what `seal` made. Throws when the secret, the context or the text is another. */
export function unseal(secret: string, sealed: string, context: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(algorithm, toKey(secret), bytes.subarray(0, 12))
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

/** A keyed hash: recognises a value again without being able to give it back. */
export function keyedHash(secret: string, text: string): string {
  return createHmac('sha256', toKey(secret)).update(text).digest('base64url');
}
