import { AppError } from '@ringback/shared/contract/errors';
import { type CandidateId, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { SessionStore } from '@ringback/shared/redis/session-store';
import type { Request, RequestHandler } from 'express';
import type { CandidateCookie } from './candidate-cookie.ts';

/** Who asks, and whose session it is. */
export interface Access {
  /** The candidate of a request. Throws `candidate_unknown`. */
  candidate(request: Request): CandidateId;
  /**
   * A session of the candidate's own, by id. Throws `session_not_found` for an unknown session and for
   * somebody else's, so that nobody can tell the two apart.
   */
  session(candidateId: CandidateId, sessionId: SessionId): Promise<ReadRecord>;
  /** The session that a request's path names. Throws `id_malformed` too. */
  requested(request: Request): Promise<ReadRecord & { sessionId: SessionId; candidateId: CandidateId }>;
  /** As `requested`, for a session that need not be readable: its owner's name or index is enough to erase it. */
  erasable(request: Request): Promise<{ sessionId: SessionId; candidateId: CandidateId }>;
}

export function createAccess(cookie: CandidateCookie, store: SessionStore): Access {
  function candidate(request: Request): CandidateId {
    const id = cookie.read(request.headers.cookie);
    if (id === null) throw new AppError('candidate_unknown');
    return id;
  }
  async function session(candidateId: CandidateId, sessionId: SessionId): Promise<ReadRecord> {
    const read = await store.read(sessionId);
    if (read === null || read.record.ownerId !== candidateId) throw new AppError('session_not_found');
    return read;
  }
  function named(request: Request): { sessionId: SessionId; candidateId: CandidateId } {
    const candidateId = candidate(request);
    const id = sessionIdSchema.safeParse(request.params.id);
    if (!id.success) throw new AppError('id_malformed');
    return { sessionId: id.data, candidateId };
  }
  return {
    candidate,
    session,
    async requested(request) {
      const { sessionId, candidateId } = named(request);
      return { ...(await session(candidateId, sessionId)), sessionId, candidateId };
    },
    async erasable(request) {
      const { sessionId, candidateId } = named(request);
      if (!(await store.isOwnedBy(sessionId, candidateId))) throw new AppError('session_not_found');
      return { sessionId, candidateId };
    },
  };
}

/**
 * Refuses what would change something when a page of another site asks (CSRF): browsers name the page's origin
 * in every such request. A request without one does not come from a page.
 */
export function refuseForeignOrigin(allowed: readonly string[]): RequestHandler {
  const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);
  return (request, _response, next) => {
    const { origin } = request.headers;
    const foreign = origin !== undefined && !allowed.includes(origin);
    next(foreign && !harmless.has(request.method) ? new AppError('origin_not_allowed') : undefined);
  };
}
