import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { type CandidateId, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import { issueDialInCode } from '@ringback/shared/redis/admission/dial-in-codes';
import { issueTicket } from '@ringback/shared/redis/admission/tickets';
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import { keyedHash } from '@ringback/shared/runtime/seal';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { type AdmissionParts, permitStart, reserveStart } from './admit-start.ts';
import { readPrevious, recallStart } from './earlier-sessions.ts';
import { type MakingParts, makeSession, requestCall } from './make-session.ts';
import { readPractice, toPractised } from './practised-session.ts';
import type { StartRequest } from './start-request.ts';

export interface StartParts extends AdmissionParts, MakingParts {
  secrets: { ids: string; bodies: string };
}

/** Derived, so that a repeated request finds its session wherever it arrives. */
export function toSessionId(secret: string, candidateId: CandidateId, operationId: string): SessionId {
  const hash = keyedHash(secret, `session\n${candidateId}\n${operationId}`);
  return sessionIdSchema.parse(`ses_${hash.slice(0, 22)}`);
}

/** Whether the person who answers may still be asked for the code of the page. */
function isBeforeGate({ phase }: SessionRecord): boolean {
  return phase === 'configured' || phase === 'dialling' || phase === 'ringing' || phase === 'answered';
}

/** Starts a session, or finds the one that the same request started before. */
export function createSessionStarter(parts: StartParts): (request: StartRequest) => Promise<SessionStarted> {
  const { redis, store, dialIn, secrets, hashes } = parts;

  /** The session of a request, made now or earlier. */
  async function findOrMake(request: StartRequest): Promise<ReadRecord> {
    const { body, candidateId } = request;
    const { operationId } = body;
    const sessionId = toSessionId(secrets.ids, candidateId, operationId);
    // Keyed: an attacker who tries all phone numbers could reverse a plain hash.
    const bodyHash = keyedHash(secrets.bodies, canonicalHash(body));
    const recalled = await recallStart(store, sessionId, { operationId, bodyHash });
    if (recalled !== null) return recalled;
    const previous = await readPrevious(store, request);
    const practised = toPractised(body.practice, previous);
    const start = { request, previous: previous?.record ?? null };
    const callee = await permitStart(parts, start);
    // It reads a whole log, so the start has been counted. It may refuse, so no money is held back yet.
    const practice = practised === null ? null : await readPractice(parts, practised);
    const quote = await reserveStart(parts, sessionId, { ...start, callee });
    if (previous !== null && isLive(previous.record.phase)) {
      await store.commit(previous.record.sessionId, { type: 'end', reason: 'superseded' });
    }
    return await makeSession(parts, sessionId, { request, bodyHash, quote, practice });
  }

  return async (request) => {
    const { body, candidateId } = request;
    const read = await findOrMake(request);
    const { sessionId, phase, via } = read.record;
    const { call } = body;
    const isVerifying = call.via === 'phone' && call.verify === true && isBeforeGate(read.record);
    // Issued before the caller can be asked for it.
    const gateCode = isVerifying ? await issueDialInCode(redis, hashes, sessionId) : null;
    await requestCall(parts, request, read);
    const { ticket } = await issueTicket(redis, {
      kind: 'viewer',
      sessionId,
      candidateId,
      ...(request.origin === undefined ? {} : { origin: request.origin }),
    });
    const started = { sessionId, revision: read.revision, phase, ticket };
    if (via === 'dial_in' && dialIn !== null && phase === 'configured') {
      return { ...started, dialIn: await dialIn.open(sessionId) };
    }
    if (gateCode !== null) return { ...started, gateCode };
    if (via !== 'browser' || !isLive(phase)) return started;
    const media = await issueTicket(redis, { kind: 'media', sessionId, candidateId });
    return { ...started, media: { url: request.mediaUrl, token: media.ticket } };
  };
}
