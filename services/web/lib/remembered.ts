import { type CallRequest, sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { z } from 'zod';
import { type JobDraft, jobDraftSchema, newJobDraft } from './job-draft.ts';

/** What the page keeps in this browser between visits. A phone number is never among it. */
const draftKey = 'ringback.draft';
const resumeKey = 'ringback.resume';
const sessionKey = 'ringback.session';
/** Everything of ours, also what is kept for one session, begins so. */
const prefix = 'ringback.';

/** `window.localStorage` and `window.sessionStorage` by name: where storage is switched off naming them throws. */
const stores = { browser: () => localStorage, tab: () => sessionStorage } as const;
type Store = keyof typeof stores;

function read<T extends z.ZodType>(key: string, schema: T, store: Store = 'browser'): z.infer<T> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(stores[store]().getItem(key) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    // Storage is switched off or holds something else: the page works without it.
    return null;
  }
}

function write(key: string, value: unknown, store: Store = 'browser'): void {
  try {
    if (value === null) stores[store]().removeItem(key);
    else stores[store]().setItem(key, JSON.stringify(value));
  } catch {
    // Full or switched off: the page works without it.
  }
}

const resumeSchema = z.object({ text: z.string(), day: z.string() });

const today = (): string => new Date().toDateString();

/** A résumé is kept in its tab alone, and not for the next day: others may sit at this computer then. */
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

/** Nothing of this person stays in this browser. */
export function forgetEverything(): void {
  lastCall = null;
  for (const store of Object.values(stores)) {
    try {
      const kept = store();
      const keys = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '');
      for (const key of keys) if (key.startsWith(prefix)) kept.removeItem(key);
    } catch {
      // Storage is switched off: there is nothing in it.
    }
  }
}

/** The session of this browser that may still be live, so that it is found again. */
export const readSessionId = (): string | null => read(sessionKey, z.string());
export const rememberSessionId = (sessionId: string | null): void => write(sessionKey, sessionId);

const streamsKey = (sessionId: string) => `ringback.streams.${sessionId}`;
const mostStreams = 20;

const streamsSchema = z.array(z.string());

/** The media streams of this tab: after a reload the record still names the one before it. */
export function rememberStream(sessionId: string, streamSid: string): void {
  write(streamsKey(sessionId), [...readStreams(sessionId), streamSid].slice(-mostStreams), 'tab');
}

export const readStreams = (sessionId: string): string[] =>
  read(streamsKey(sessionId), streamsSchema, 'tab') ?? [];

const dialInSchema = sessionStartedSchema.shape.dialIn.unwrap();
export type DialIn = z.infer<typeof dialInSchema>;
const dialInKey = (sessionId: string) => `ringback.dial-in.${sessionId}`;

/** The code to dial in with, for this tab: a reload must not lose it. */
export const rememberDialIn = (sessionId: string, dialIn: DialIn): void =>
  write(dialInKey(sessionId), dialIn, 'tab');
export const readDialIn = (sessionId: string): DialIn | null =>
  read(dialInKey(sessionId), dialInSchema, 'tab');

const gateCodeSchema = sessionStartedSchema.shape.gateCode.unwrap();
export type GateCode = z.infer<typeof gateCodeSchema>;
const gateCodeKey = (sessionId: string) => `ringback.gate-code.${sessionId}`;

/** What to enter when the phone rings, for this tab: a reload must not lose it. */
export const rememberGateCode = (sessionId: string, gateCode: GateCode): void =>
  write(gateCodeKey(sessionId), gateCode, 'tab');
export const readGateCode = (sessionId: string): GateCode | null =>
  read(gateCodeKey(sessionId), gateCodeSchema, 'tab');

/** In memory only: a phone number is needed again for "Practice again", and gone with the page. */
let lastCall: { sessionId: string; call: CallRequest } | null = null;

export function rememberCall(sessionId: string, call: CallRequest): void {
  lastCall = { sessionId, call };
}

/** How a session was called; null when that is not known any more. */
export function callOf(sessionId: string): CallRequest | null {
  return lastCall?.sessionId === sessionId ? lastCall.call : null;
}
