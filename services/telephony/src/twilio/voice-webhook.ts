import { z } from 'zod';

/**
 * The form of a voice webhook (Twilio docs, "TwiML for Programmable Voice"). Only these fields are always present.
 * `Digits` comes with a `<Gather>`'s action and keeps its leading zeros.
 */
const voiceForm = z.object({
  CallSid: z.string().regex(/^CA[0-9a-f]{32}$/i),
  CallStatus: z.string().max(32),
  /** Empty, or a word, when the caller withholds the number. */
  From: z.string().max(320).default(''),
  FromCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  To: z.string().max(320),
  Direction: z.string().max(32),
  Digits: z
    .string()
    .regex(/^[0-9A-D*#]{1,32}$/)
    .optional(),
});

/** A call that asks what to do next. */
export interface VoiceQuestion {
  callSid: string;
  from: string;
  /** Two letters, when the carrier knows the country. */
  fromCountry: string | null;
  to: string;
  isInbound: boolean;
  /** The keys that were pressed. Null when none were. */
  digits: string | null;
}

/** Null when the form is no voice webhook. */
export function parseVoiceWebhook(form: unknown): VoiceQuestion | null {
  const parsed = voiceForm.safeParse(form);
  if (!parsed.success) return null;
  const { CallSid, From, FromCountry, To, Direction, Digits } = parsed.data;
  return {
    callSid: CallSid,
    from: From,
    fromCountry: FromCountry ?? null,
    to: To,
    isInbound: Direction === 'inbound',
    digits: Digits ?? null,
  };
}
