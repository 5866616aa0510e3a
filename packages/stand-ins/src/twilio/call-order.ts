import { z } from 'zod';
import type { CallOrder, TwimlSource } from './carrier-call.ts';
import type { RestErrorCode } from './carrier-errors.ts';
import type { CallbackEvent } from './faults.ts';
import type { Method } from './twiml-verbs.ts';

/** Why a request is refused: Twilio's code, and what to add to its words. */
export interface Refusal {
  code: RestErrorCode;
  detail: string;
}

export type CallForm = Readonly<Record<string, unknown>>;

const e164 = /^\+[1-9]\d{6,14}$/;
const events: readonly CallbackEvent[] = ['initiated', 'ringing', 'answered', 'completed'];
/** What the real carrier could do and the stand-in cannot. It is refused, so that no test believes that it happened. */
const notSimulated = ['ApplicationSid', 'SendDigits', 'Byoc', 'Trim', 'CallToken'];
/** Twilio docs, "Call resource": at most 4000 characters of TwiML, 600 s of ringing. */
const maxTwimlLength = 4000;
const maxRingSeconds = 600;

/** Reads a create request. */
export function readCallOrder(
  form: CallForm,
  ownNumbers: readonly string[] | null,
): { order: CallOrder } | Refusal {
  const to = text(form, 'To');
  const from = text(form, 'From');
  if (!to) return { code: 21201, detail: '' };
  if (!from) return { code: 21213, detail: '' };
  if (!e164.test(to)) return { code: 21211, detail: to };
  if (!e164.test(from)) return { code: 21212, detail: from };
  if (ownNumbers && !ownNumbers.includes(from)) return { code: 21210, detail: from };
  const unknown = notSimulated.find((name) => form[name] !== undefined);
  if (unknown || form.Record === 'true') {
    return { code: 21200, detail: `${unknown ?? 'Record'} is not simulated` };
  }

  const voice = readSource(form);
  if (!voice) return { code: 21205, detail: 'Url or Twiml is needed' };
  if ('code' in voice) return voice;
  const fallbackUrl = text(form, 'FallbackUrl');
  if (fallbackUrl && !isWebAddress(fallbackUrl)) return { code: 21205, detail: fallbackUrl };
  const callbackUrl = text(form, 'StatusCallback');
  if (callbackUrl && !isWebAddress(callbackUrl)) return { code: 21205, detail: callbackUrl };
  const numbers = z
    .object({
      Timeout: z.coerce.number().int().min(1).max(maxRingSeconds).default(60),
      TimeLimit: z.coerce.number().int().min(1).optional(),
    })
    .safeParse(form);
  if (!numbers.success) return { code: 21200, detail: numbers.error.issues[0]?.path.join('.') ?? '' };
  const { Timeout, TimeLimit } = numbers.data;

  return {
    order: {
      direction: 'outbound-api',
      to,
      from,
      voice,
      fallback: fallbackUrl ? toUrl(fallbackUrl, form.FallbackMethod) : null,
      statusCallback: callbackUrl
        ? { ...toUrl(callbackUrl, form.StatusCallbackMethod), events: readEvents(form) }
        : null,
      ringTimeoutMs: Timeout * 1000,
      timeLimitMs: TimeLimit === undefined ? null : TimeLimit * 1000,
      detectionCallback: readDetection(form),
    },
  };
}

/** The TwiML that a create or update request names. Null when it names none. */
export function readSource(form: CallForm): TwimlSource | Refusal | null {
  const twiml = text(form, 'Twiml');
  if (twiml) {
    if (twiml.length > maxTwimlLength) return { code: 21205, detail: 'Twiml is longer than 4000 characters' };
    return { type: 'document', twiml };
  }
  const url = text(form, 'Url');
  if (!url) return null;
  return isWebAddress(url) ? toUrl(url, form.Method) : { code: 21205, detail: url };
}

function readDetection(form: CallForm): CallOrder['detectionCallback'] {
  const url = text(form, 'AsyncAmdStatusCallback');
  if (!text(form, 'MachineDetection') || text(form, 'AsyncAmd') !== 'true' || !url) return null;
  return toUrl(url, form.AsyncAmdStatusCallbackMethod);
}

/** By default only the end of the call is reported. Every end counts as `completed`. */
function readEvents(form: CallForm): readonly CallbackEvent[] {
  const chosen = [form.StatusCallbackEvent ?? 'completed'].flat();
  return events.filter((event) => chosen.includes(event));
}

function toUrl(url: string, method: unknown): Extract<TwimlSource, { type: 'url' }> {
  const chosen: Method = String(method ?? 'POST').toUpperCase() === 'GET' ? 'GET' : 'POST';
  return { type: 'url', url, method: chosen };
}

function text(form: CallForm, name: string): string | null {
  const value = form[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
