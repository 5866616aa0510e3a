import { randomBytes } from 'node:crypto';

/** A new Twilio-shaped identifier: two letters and 32 hexadecimal digits. */
export function randomSid(prefix: 'AC' | 'CA' | 'MZ' | 'RE'): string {
  return prefix + randomBytes(16).toString('hex');
}
