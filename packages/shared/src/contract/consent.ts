import { z } from 'zod';
import { storedWord } from './text.ts';

/**
 * What a candidate agrees to with the button that starts an interview, as the page says it beside the button. The day on
 * which those words became what they are: they change, in any language, only with a new version
 * (`services/web/lib/consent.test.ts`).
 */
export const consentVersion = '2026-12-01';

/** A version as a page sends it. A page of another release has other words, and so another version. */
export const consentVersionSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** `givenAt`: when the gateway was told, in epoch ms. */
export const consentSchema = z.object({
  version: consentVersionSchema,
  givenAt: z.number().int().nonnegative(),
});

/** A consent as it stands in Redis, written by any version. */
export const storedConsentSchema = z.object({ version: storedWord, givenAt: z.number() });
