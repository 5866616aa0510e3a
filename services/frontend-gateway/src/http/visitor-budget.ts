import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import { type LimitAnswer, type Taking, takeFromLimits } from '@ringback/shared/redis/admission/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';

import { candidateLimits, type VisitorLimit } from '../starts/candidate-limits.ts';

const minuteMs = 60_000;
/** Longer than any session lives. */
const sessionMs = 2 * 3600_000;
/** What configuration changes may add to the log of one session. */
const changedBytesPerSession = 1024 * 1024;
/** Candidates who share one address, as in a school, before they share its allowances too. */
const candidatesPerAddress = 10;

/** Who asks, and from where. */
export interface Visitor {
  candidateId: CandidateId;
  address: string;
}

/** What one candidate may have; 0 means no limit. An address has ten times as much. */
export interface VisitorAllowances {
  changesPerMinute: number;
  changesPerSession: number;
  readsPerMinute: number;
  sentBytesPerMinute: number;
}

/** Holds visitors to what they may write, read and be sent, counted over all gateways in one step. */
export interface VisitorBudget {
  /** Takes one change of a configuration of so many bytes. Closed without Redis: it rejects. */
  change(visitor: Visitor, sessionId: SessionId, bytes: number): Promise<LimitAnswer>;
  /** Takes so many looks at sessions; refused, too, while too much was sent. Open without Redis: it costs nothing. */
  read(visitor: Visitor, looks: number): Promise<LimitAnswer>;
  /** Counts what was sent to a visitor. */
  sent(visitor: Visitor, bytes: number): void;
}

/** The limit that a session's own changes are counted by: waiting does not help. */
export const sessionChanges = 'changes:session';

export function createVisitorBudget(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  allowances: VisitorAllowances;
}): VisitorBudget {
  const { redis, logger, allowances } = parts;

  const ofBoth = (
    what: VisitorLimit,
    { candidateId, address }: Visitor,
    { most, amount }: { most: number; amount: number },
  ): Taking[] => [
    { name: candidateLimits[what](candidateId), most, windowMs: minuteMs, amount },
    { name: `${what}:address:${address}`, most: most * candidatesPerAddress, windowMs: minuteMs, amount },
  ];
  const sentTo = (visitor: Visitor, amount: number) =>
    ofBoth('sent-bytes', visitor, { most: allowances.sentBytesPerMinute, amount });

  return {
    change(visitor, sessionId, bytes) {
      const ofSession = { windowMs: sessionMs, amount: 1 };
      return takeFromLimits(redis, [
        { name: `${sessionChanges}:${sessionId}`, most: allowances.changesPerSession, ...ofSession },
        {
          ...ofSession,
          name: `${sessionChanges}-bytes:${sessionId}`,
          most: allowances.changesPerSession === 0 ? 0 : changedBytesPerSession,
          amount: bytes,
        },
        ...ofBoth('changes', visitor, { most: allowances.changesPerMinute, amount: 1 }),
      ]);
    },
    async read(visitor, looks) {
      const reads = ofBoth('reads', visitor, { most: allowances.readsPerMinute, amount: looks });
      try {
        return await takeFromLimits(redis, [...reads, ...sentTo(visitor, 0)]);
      } catch (error) {
        logger.warn({ err: error }, 'limit of reads could not be asked, let through');
        return { allowed: true };
      }
    },
    sent(visitor, bytes) {
      takeFromLimits(redis, sentTo(visitor, bytes)).catch((error) =>
        logger.debug({ err: error }, 'what was sent could not be counted'),
      );
    },
  };
}
