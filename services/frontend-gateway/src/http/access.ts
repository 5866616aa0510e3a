import { AppError } from '@ringback/shared/contract/errors';
import { type CandidateId, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import type { Request, RequestHandler } from 'express';
import type { CandidateCookie, KnownCandidate } from './candidate-cookie.ts';

/** Finds out who sends a request and whose session it is about. */
export interface Access {
  /** The candidate of a request. Throws `candidate_unknown`. */
  candidate(request: Request): CandidateId;
  /** As `candidate`, and by which cookie they are known. */
  known(request: Request): KnownCandidate;
  /**
   * The session that a request's path names, if it is the candidate's own. Throws `id_malformed`; throws
   * `session_not_found` both for an unknown session and for another candidate's, so that the two cannot be told apart.
   */
  requested(request: Request): Promise<ReadRecord & { sessionId: SessionId; candidateId: CandidateId }>;
  /** As `requested`, but the session may be unreadable: its owner's name or index is enough to erase it. */
  erasable(request: Request): Promise<{ sessionId: SessionId; ownerId: CandidateId }>;
}

export function createAccess(parts: {
  cookie: CandidateCookie;
  store: SessionStore;
  isSecure: (request: Request) => boolean;
}): Access {
  const { cookie, store, isSecure } = parts;
  function known(request: Request): KnownCandidate {
    const found = cookie.read(request.headers.cookie, { secure: isSecure(request) });
    if (found === null) throw new AppError('candidate_unknown');
    return found;
  }
  async function ownerOf(sessionId: SessionId, owners: readonly CandidateId[]): Promise<CandidateId | null> {
    for (const ownerId of owners) if (await store.isOwnedBy(sessionId, ownerId)) return ownerId;
    return null;
  }
  /** Only the owner learns that a session cannot be read. */
  async function readOwned(sessionId: SessionId, owners: readonly CandidateId[]): Promise<ReadRecord | null> {
    try {
      return await store.read(sessionId);
    } catch (error) {
      if (!isUnreadable(error) || (await ownerOf(sessionId, owners)) !== null) throw error;
      return null;
    }
  }
  function named(request: Request): KnownCandidate & { sessionId: SessionId } {
    const candidate = known(request);
    const id = sessionIdSchema.safeParse(request.params.id);
    if (!id.success) throw new AppError('id_malformed');
    return { ...candidate, sessionId: id.data };
  }
  return {
    known,
    candidate: (request) => known(request).candidateId,
    async requested(request) {
      const { sessionId, candidateId, owners } = named(request);
      const read = await readOwned(sessionId, owners);
      if (read === null || !owners.includes(read.record.ownerId)) throw new AppError('session_not_found');
      return { ...read, sessionId, candidateId };
    },
    async erasable(request) {
      const { sessionId, owners } = named(request);
      const ownerId = await ownerOf(sessionId, owners);
      if (ownerId === null) throw new AppError('session_not_found');
      return { sessionId, ownerId };
    },
  };
}

/**
 * Refuses a change that the page of another site asks for (CSRF). Browsers name the page's origin in every such
 * request. A request without an origin does not come from a page.
 */
export function refuseForeignOrigin(allowed: readonly string[]): RequestHandler {
  const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);
  return (request, _response, next) => {
    const { origin } = request.headers;
    const foreign = origin !== undefined && !allowed.includes(origin);
    next(foreign && !harmless.has(request.method) ? new AppError('origin_not_allowed') : undefined);
  };
}
