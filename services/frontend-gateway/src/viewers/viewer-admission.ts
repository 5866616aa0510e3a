import type { Duplex } from 'node:stream';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import { readShared } from '@ringback/shared/redis/admission/share-links';
import { redeemTicket } from '@ringback/shared/redis/admission/tickets';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Watching } from '../domain/audience.ts';
import type { Admission } from '../domain/viewer.ts';
import type { Visitor } from '../http/visitor-budget.ts';
import { type Sitter, toCoach, type ViewerSeats } from './viewer-seats.ts';

/** Who opened a socket, by its upgrade request. */
export interface Peer {
  candidateIds: readonly CandidateId[];
  origin: string | undefined;
  /** Where it comes from, as limits see it. */
  address: string;
  /** The connection under the socket. */
  connection: Duplex;
}

/** The outcome of a ticket, with the seat that goes with it. */
export interface SeatedAdmission {
  admission: Admission;
  /** The visitor that the ticket belonged to. Null when it had no owner. */
  visitor: Visitor | null;
  /** Gives the seat back. May be called twice. */
  leave: () => void;
}

/**
 * Uses up a ticket and takes a seat. A ticket is good for one session, in the browser (cookie) and on the page
 * (origin) that asked for it. A coach's also needs a link that is still in force. Rejects when Redis is away.
 */
export function createAdmission(
  redis: ScriptedRedis,
  seats: ViewerSeats,
): (ticket: string, peer: Peer, onShared: Sitter['onShared']) => Promise<SeatedAdmission> {
  const refused: SeatedAdmission = { admission: { outcome: 'refused' }, visitor: null, leave: () => {} };

  async function toAudience(sessionId: SessionId, shareId: string | null): Promise<Watching | null> {
    if (shareId === null) return 'owner';
    const shared = await readShared(redis, { sessionId, shareId });
    return shared === null ? null : toCoach(shared);
  }

  return async (ticket, peer, onShared) => {
    const grant = await redeemTicket(redis, 'viewer', ticket);
    if (grant === null || grant.candidateId === null || !peer.candidateIds.includes(grant.candidateId))
      return refused;
    if (grant.origin !== undefined && grant.origin !== peer.origin) return refused;
    const { sessionId, candidateId, shareId = null } = grant;
    const audience = await toAudience(sessionId, shareId);
    if (audience === null) return refused;
    const seat = await seats.take({ sessionId, candidateId, shareId, onShared });
    if (!seat.taken) {
      const admission = { outcome: 'limited', retryAfterMs: seat.retryAfterMs } as const;
      return { admission, visitor: null, leave: () => {} };
    }
    const admission = { outcome: 'admitted', sessionId, audience } as const;
    return { admission, visitor: { candidateId, address: peer.address }, leave: seat.leave };
  };
}
