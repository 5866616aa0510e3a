import { type CallRequest, sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { z } from 'zod';
import { type JobDraft, jobDraftSchema, newJobDraft } from './job-draft.ts';

/** What the page keeps in this browser between visits. A phone number is never among it. */
const draftKey = 'ringback.draft';
const sessionKey = 'ringback.session';

function read<T extends z.ZodType>(key: string, schema: T): z.infer<T> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    // Storage is switched off or holds something else: the page works without it.
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or switched off: the page works without it.
  }
}

export const readDraft = (): JobDraft => read(draftKey, jobDraftSchema) ?? newJobDraft();
export const rememberDraft = (draft: JobDraft | null): void => write(draftKey, draft);

/** The session of this browser that may still be live, so that it is found again. */
export const readSessionId = (): string | null => read(sessionKey, z.string());
export const rememberSessionId = (sessionId: string | null): void => write(sessionKey, sessionId);

const streamsKey = (sessionId: string) => `ringback.streams.${sessionId}`;
const mostStreams = 20;

/** The media streams of this tab: after a reload the record still names the one before it. */
export function rememberStream(sessionId: string, streamSid: string): void {
  try {
    const streams = [...readStreams(sessionId), streamSid].slice(-mostStreams);
    sessionStorage.setItem(streamsKey(sessionId), JSON.stringify(streams));
  } catch {
    // Full or switched off: after a reload the page then believes the record, which is right in a moment.
  }
}

export function readStreams(sessionId: string): string[] {
  try {
    const parsed = z
      .array(z.string())
      .safeParse(JSON.parse(sessionStorage.getItem(streamsKey(sessionId)) ?? 'null'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}

const dialInSchema = sessionStartedSchema.shape.dialIn.unwrap();
export type DialIn = z.infer<typeof dialInSchema>;
const dialInKey = (sessionId: string) => `ringback.dial-in.${sessionId}`;

/** The code to dial in with, for this tab: a reload must not lose it. */
export function rememberDialIn(sessionId: string, dialIn: DialIn): void {
  try {
    sessionStorage.setItem(dialInKey(sessionId), JSON.stringify(dialIn));
  } catch {
    // Full or switched off: the code is then shown by a new start only.
  }
}

export function readDialIn(sessionId: string): DialIn | null {
  try {
    const parsed = dialInSchema.safeParse(JSON.parse(sessionStorage.getItem(dialInKey(sessionId)) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** In memory only: a phone number is needed again for "Practice again", and gone with the page. */
let lastCall: { sessionId: string; call: CallRequest } | null = null;

export function rememberCall(sessionId: string, call: CallRequest): void {
  lastCall = { sessionId, call };
}

/** How a session was called; null when that is not known any more. */
export function callOf(sessionId: string): CallRequest | null {
  return lastCall?.sessionId === sessionId ? lastCall.call : null;
}
