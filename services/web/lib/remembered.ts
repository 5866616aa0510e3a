import { type CallRequest, sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { z } from 'zod';
import { type JobDraft, jobDraftSchema, newJobDraft } from './job-draft.ts';

/** What the page keeps in this browser between visits. Phone numbers are never kept. */
const draftKey = 'ringback.draft';
const resumeKey = 'ringback.resume';
const sessionKey = 'ringback.session';
/** Every key of ours begins with this, including those of a single session. */
const prefix = 'ringback.';

/**
 * `window.localStorage` and `window.sessionStorage` by name, because when storage is switched off, naming them throws.
 */
const stores = { browser: () => localStorage, tab: () => sessionStorage } as const;
type Store = keyof typeof stores;

function read<T extends z.ZodType>(key: string, schema: T, store: Store = 'browser'): z.infer<T> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(stores[store]().getItem(key) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    // Storage is switched off or holds something else. The page works without it.
    return null;
  }
}

function write(key: string, value: unknown, store: Store = 'browser'): void {
  try {
    if (value === null) stores[store]().removeItem(key);
    else stores[store]().setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or switched off. The page works without it.
  }
}

const resumeSchema = z.object({ text: z.string(), day: z.string() });

const today = (): string => new Date().toDateString();

/** A résumé is kept in its tab only, and not until the next day, when another person may sit at this computer. */
function readResume(): string {
  const kept = read(resumeKey, resumeSchema, 'tab');
  if (kept === null || kept.day === today()) return kept?.text ?? '';
  write(resumeKey, null, 'tab');
  return '';
}

export function readDraft(): JobDraft {
  const draft = read(draftKey, jobDraftSchema);
  // Kept by an earlier release.
  if (draft !== null && draft.resume !== '') write(draftKey, { ...draft, resume: '' });
  return { ...(draft ?? newJobDraft()), resume: readResume() };
}

export function rememberDraft(draft: JobDraft): void {
  const { resume } = draft;
  write(draftKey, { ...draft, resume: '' });
  write(resumeKey, resume === '' ? null : { text: resume, day: today() }, 'tab');
}

/** Removes everything about this person from this browser. */
export function forgetEverything(): void {
  lastCall = null;
  for (const store of Object.values(stores)) {
    try {
      const kept = store();
      const keys = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '');
      for (const key of keys) if (key.startsWith(prefix)) kept.removeItem(key);
    } catch {
      // Storage is switched off, so it contains nothing.
    }
  }
}

/** The session of this browser that may still be live, so that it can be found again. */
export const readSessionId = (): string | null => read(sessionKey, z.string());
export const rememberSessionId = (sessionId: string | null): void => write(sessionKey, sessionId);

const streamsKey = (sessionId: string) => `ringback.streams.${sessionId}`;
const mostStreams = 20;

const streamsSchema = z.array(z.string());

/** The media streams of this tab. After a reload the record still names the earlier one. */
export function rememberStream(sessionId: string, streamSid: string): void {
  write(streamsKey(sessionId), [...readStreams(sessionId), streamSid].slice(-mostStreams), 'tab');
}

export const readStreams = (sessionId: string): string[] =>
  read(streamsKey(sessionId), streamsSchema, 'tab') ?? [];

const dialInSchema = sessionStartedSchema.shape.dialIn.unwrap();
export type DialIn = z.infer<typeof dialInSchema>;
const dialInKey = (sessionId: string) => `ringback.dial-in.${sessionId}`;

/** The code for dialling in, kept in this tab so that a reload does not lose it. */
export const rememberDialIn = (sessionId: string, dialIn: DialIn): void =>
  write(dialInKey(sessionId), dialIn, 'tab');
export const readDialIn = (sessionId: string): DialIn | null =>
  read(dialInKey(sessionId), dialInSchema, 'tab');

const gateCodeSchema = sessionStartedSchema.shape.gateCode.unwrap();
export type GateCode = z.infer<typeof gateCodeSchema>;
const gateCodeKey = (sessionId: string) => `ringback.gate-code.${sessionId}`;

/** The code to enter when the phone rings, kept in this tab so that a reload does not lose it. */
export const rememberGateCode = (sessionId: string, gateCode: GateCode): void =>
  write(gateCodeKey(sessionId), gateCode, 'tab');
export const readGateCode = (sessionId: string): GateCode | null =>
  read(gateCodeKey(sessionId), gateCodeSchema, 'tab');

const skippedKey = (sessionId: string) => `ringback.rating-skipped.${sessionId}`;

/** Somebody did not want to rate themselves: this tab does not ask again. */
export const rememberSkippedRating = (sessionId: string): void => write(skippedKey(sessionId), true, 'tab');
export const isRatingSkipped = (sessionId: string): boolean =>
  read(skippedKey(sessionId), z.literal(true), 'tab') ?? false;

/** In memory only. The phone number is needed again for "Practice again", and disappears with the page. */
let lastCall: { sessionId: string; call: CallRequest } | null = null;

export function rememberCall(sessionId: string, call: CallRequest): void {
  lastCall = { sessionId, call };
}

/** How a session was called. Null when that is no longer known. */
export function callOf(sessionId: string): CallRequest | null {
  return lastCall?.sessionId === sessionId ? lastCall.call : null;
}
