import { z } from 'zod';
import { parseJson } from './parse-json.ts';

/** One line of a copy of the do-not-call list, each JSON: first the list's header, then its hashes. */
export type FileLine =
  | { readonly kind: 'header'; readonly canary: string }
  | { readonly kind: 'number'; readonly hash: string }
  | { readonly kind: 'unknown' };

/** HMAC-SHA-256 in base64url. See `number-hashes.ts`. */
const hash = '[A-Za-z0-9_-]{43}';
const headerSchema = z.object({
  list: z.literal('do-not-call'),
  version: z.literal(1),
  canary: z.string().regex(new RegExp(`^${hash}( ${hash})*$`)),
});
const numberSchema = z.object({ number: z.string().regex(new RegExp(`^${hash}$`)) });

export function toHeaderLine(canary: string): string {
  return `${JSON.stringify({ list: 'do-not-call', version: 1, canary })}\n`;
}

export function toNumberLine(number: string): string {
  return `${JSON.stringify({ number })}\n`;
}

/** Never throws. What is not understood is `unknown`. */
export function readFileLine(text: string): FileLine {
  const line = parseJson(text);
  const header = headerSchema.safeParse(line);
  if (header.success) return { kind: 'header', canary: header.data.canary };
  const number = numberSchema.safeParse(line);
  return number.success ? { kind: 'number', hash: number.data.number } : { kind: 'unknown' };
}
