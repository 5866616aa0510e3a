import { z } from 'zod';
import { instanceIdSchema } from './ids.ts';

/**
 * How the two ends of a media link prove themselves, in text messages before the first frame:
 *
 *     telephony → bridge   hello       its name and a random text
 *     bridge → telephony   challenge   its name, a random text, its proof under each secret that it knows
 *     telephony → bridge   proof       under the secret that both know; frames may follow at once
 *
 * Neither sends a secret, and nothing of a call is sent before the other side is proven.
 */
export const linkHandshakeLimitMs = 2_000;
/** Text of a handshake message is no longer. */
export const mostHandshakeBytes = 2_048;

/** 32 random bytes, base64url. */
const nonce = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** HMAC-SHA256, base64url. */
const proof = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const linkHelloSchema = z.object({ type: z.literal('hello'), instance: instanceIdSchema, nonce });
export const linkChallengeSchema = z.object({
  ...{ type: z.literal('challenge'), instance: instanceIdSchema, nonce },
  proofs: z.array(proof).min(1).max(8),
});
export const linkProofSchema = z.object({ type: z.literal('proof'), proof });
