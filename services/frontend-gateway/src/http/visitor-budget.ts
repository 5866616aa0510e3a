import type { CandidateId, SessionId, ShareId } from '@ringback/shared/contract/ids';
import { mostSteerings } from '@ringback/shared/contract/steering';
import { type LimitAnswer, type Taking, takeFromLimits } from '@ringback/shared/redis/admission/limits';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';

import { candidateLimits, type VisitorLimit } from '../starts/candidate-limits.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** A file of all that is kept of a candidate may be tens of megabytes. */
const exportsPerHour = 6;
const dayMs = 24 * 3600_000;
/** Longer than any session lives. */
const sessionMs = 2 * 3600_000;
/** How much configuration changes may add to the log of one session. */
const changedBytesPerSession = 1024 * 1024;
/** One reading of a transcript corrects many words; a session takes 200 of them in all. */
const correctionsPerMinute = 60;
/** A press of a button each. Someone who listens in between presses less often. */
const steeringsPerMinute = 20;
/** Each given fact has a stronger answer written, which costs money. */
const factsPerDay = 60;
/** A person changes their mind a few times. Each booking looks at the number and adds a job. */
const bookingsPerHour = 20;
/** A coach writes a few notes a minute, and deletes some. */
const notesPerMinute = 20;
/** A topic is one question, and its answer takes a while. */
const topicsPerMinute = 2;
/** How many candidates may share one address, as in a school, before they share its allowances too. */
const candidatesPerAddress = 10;

/** Who sends a request, and from where. */
export interface Visitor {
  candidateId: CandidateId;
  address: string;
}

/** What one candidate may use; 0 means no limit. An address has ten times as much. */
export interface VisitorAllowances {
  changesPerMinute: number;
  changesPerSession: number;
  /** Reports that are made again. */
  reportsAgainPerDay: number;
  readsPerMinute: number;
  sentBytesPerMinute: number;
}

/** Limits what visitors write, read and are sent. Counted over all gateways in one atomic step. */
export interface VisitorBudget {
  /** Spends one configuration change of this many bytes. Closed without Redis: it rejects. */
  change(visitor: Visitor, sessionId: SessionId, bytes: number): Promise<LimitAnswer>;
  /** Spends one request to the interviewer, of any session. Closed without Redis: it rejects. */
  steer(visitor: Visitor): Promise<LimitAnswer>;
  /** Spends one of the requests that a session takes. For its owner alone. Closed without Redis: it rejects. */
  steerSession(sessionId: SessionId): Promise<LimitAnswer>;
  /** Spends one corrected turn of this many bytes. Closed without Redis: it rejects. */
  correct(visitor: Visitor, sessionId: SessionId, bytes: number): Promise<LimitAnswer>;
  /**
   * Spends one report that is made again. Of two who ask for the same version at once, the second spends nothing, and is
   * refused by the limit `reportAsked`. Closed without Redis, because it costs money: it rejects.
   */
  report(visitor: Visitor, asked: { sessionId: SessionId; version: number }): Promise<LimitAnswer>;
  /** Spends one given fact. Closed without Redis, because it costs money: it rejects. */
  giveFact(visitor: Visitor): Promise<LimitAnswer>;
  /** Spends one booking of a call. Closed without Redis: it rejects. */
  book(visitor: Visitor): Promise<LimitAnswer>;
  /** Spends one note that is written or deleted by this link. Closed without Redis: it rejects. */
  note(visitor: Visitor, shareId: ShareId): Promise<LimitAnswer>;
  /** Spends one topic that is suggested by this link. Closed without Redis: it rejects. */
  topic(visitor: Visitor, shareId: ShareId): Promise<LimitAnswer>;
  /**
   * Spends this many looks at sessions. Also refused while too much was sent. Open without Redis, because it costs
   * nothing.
   */
  read(visitor: Visitor, looks: number): Promise<LimitAnswer>;
  /** Counts bytes that were sent to a visitor. */
  sent(visitor: Visitor, bytes: number): void;
  /** Spends one file of all that is kept of the candidate. Closed without Redis: it rejects. */
  export(visitor: Visitor): Promise<LimitAnswer>;
}

/** The limit for a session's own changes. Waiting does not renew it. */
export const sessionChanges = 'changes:session';

/** The limit of one request for a version of a report. */
export const reportAsked = 'report:asked';
/** Longer than a request for a report lasts. If its gateway dies over it, another one may be made then. */
const reportAskedMs = 10_000;

const changedBytesOf = (sessionId: SessionId) => `${sessionChanges}-bytes:${sessionId}`;
const correctedBytesOf = (sessionId: SessionId) => `corrected-bytes:${sessionId}`;
const steeringOf = (sessionId: SessionId) => `steering:session:${sessionId}`;
/** The names of all limits of one session. */
export const sessionLimits = (sessionId: SessionId): string[] => [
  `${sessionChanges}:${sessionId}`,
  changedBytesOf(sessionId),
  correctedBytesOf(sessionId),
  steeringOf(sessionId),
];

export function createVisitorBudget(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  allowances: VisitorAllowances;
}): VisitorBudget {
  const { redis, logger, allowances } = parts;

  const ofBoth = (
    what: VisitorLimit | 'exports',
    { candidateId, address }: Visitor,
    { most, amount, windowMs = minuteMs }: { most: number; amount: number; windowMs?: number },
  ): Taking[] => [
    { name: candidateLimits[what](candidateId), most, windowMs, amount },
    { name: `${what}:address:${address}`, most: most * candidatesPerAddress, windowMs, amount },
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
          name: changedBytesOf(sessionId),
          most: allowances.changesPerSession === 0 ? 0 : changedBytesPerSession,
          amount: bytes,
        },
        ...ofBoth('changes', visitor, { most: allowances.changesPerMinute, amount: 1 }),
      ]);
    },
    steer: (visitor) =>
      takeFromLimits(redis, ofBoth('steering', visitor, { most: steeringsPerMinute, amount: 1 })),
    steerSession: (sessionId) =>
      takeFromLimits(redis, [
        { name: steeringOf(sessionId), most: mostSteerings, windowMs: sessionMs, amount: 1 },
      ]),
    correct(visitor, sessionId, bytes) {
      const name = correctedBytesOf(sessionId);
      return takeFromLimits(redis, [
        { name, most: changedBytesPerSession, windowMs: dayMs, amount: bytes },
        ...ofBoth('corrections', visitor, { most: correctionsPerMinute, amount: 1 }),
      ]);
    },
    report: (visitor, { sessionId, version }) =>
      takeFromLimits(redis, [
        { name: `${reportAsked}:${sessionId}:${version}`, most: 1, windowMs: reportAskedMs, amount: 1 },
        ...ofBoth('reports', visitor, { most: allowances.reportsAgainPerDay, amount: 1, windowMs: dayMs }),
      ]),
    giveFact: (visitor) =>
      takeFromLimits(redis, ofBoth('facts', visitor, { most: factsPerDay, amount: 1, windowMs: dayMs })),
    book: (visitor) =>
      takeFromLimits(
        redis,
        ofBoth('bookings', visitor, { most: bookingsPerHour, amount: 1, windowMs: hourMs }),
      ),
    note: (visitor, shareId) =>
      takeFromLimits(redis, [
        { name: `notes:link:${shareId}`, most: notesPerMinute, windowMs: minuteMs, amount: 1 },
        ...ofBoth('notes', visitor, { most: notesPerMinute, amount: 1 }),
      ]),
    topic: (visitor, shareId) =>
      takeFromLimits(redis, [
        { name: `topics:link:${shareId}`, most: topicsPerMinute, windowMs: minuteMs, amount: 1 },
        ...ofBoth('topics', visitor, { most: topicsPerMinute, amount: 1 }),
      ]),
    async read(visitor, looks) {
      const reads = ofBoth('reads', visitor, { most: allowances.readsPerMinute, amount: looks });
      try {
        return await takeFromLimits(redis, [...reads, ...sentTo(visitor, 0)]);
      } catch (error) {
        logger.warn({ err: error }, 'limit of reads could not be checked, let through');
        return { allowed: true };
      }
    },
    sent(visitor, bytes) {
      takeFromLimits(redis, sentTo(visitor, bytes)).catch((error) =>
        logger.debug({ err: error }, 'what was sent could not be counted'),
      );
    },
    export: (visitor) =>
      takeFromLimits(
        redis,
        ofBoth('exports', visitor, { most: exportsPerHour, amount: 1, windowMs: hourMs }),
      ),
  };
}
