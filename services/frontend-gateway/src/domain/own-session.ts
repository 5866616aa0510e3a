import type { OwnSession } from '@ringback/shared/contract/own-data';
import type { SettledReport } from '@ringback/shared/contract/report-status';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { EventOf, LogEntry, StoredEvent } from '@ringback/shared/contract/stored-events';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { toTopics } from './coached-topics.ts';

type OwnReport = OwnSession['reports'][number];
/** What stands beside a session's record and log. */
interface Beside {
  heldBackUsd: number | null;
  shareLinks: OwnSession['shareLinks'];
  coachNotes: OwnSession['coachNotes'];
}

function only<T extends StoredEvent['type']>(
  events: readonly StoredEvent[],
  ...types: readonly T[]
): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => (types as readonly string[]).includes(event.type));
}

/** What each version of a session's report has cost, in US dollars. The last word on a version counts. */
function costsOf(events: readonly StoredEvent[]): ReadonlyMap<number, number> {
  const told = only(events, 'report.progressed', 'report.ready', 'report.insufficient', 'report.failed');
  return new Map(told.map(({ version, costUsd }) => [version, costUsd]));
}

/** What all stronger answers have cost, in US dollars. Each fact is settled once. */
function strongerCost(events: readonly StoredEvent[]): number {
  const settled = only(events, 'stronger_answer.ready', 'stronger_answer.failed');
  return settled.reduce((sum, { costUsd }) => sum + costUsd, 0);
}

/** The facts that were given, with their words. The view and the log have them in the same order. */
function toOwnFacts(
  { givenFacts, factTexts }: SessionView,
  events: readonly StoredEvent[],
): OwnSession['givenFacts'] {
  const given = only(events, 'fact.given');
  return givenFacts.map(({ attempt: _, hash: __, ...fact }, index) => ({
    ...fact,
    at: given[index]?.at ?? 0,
    text: factTexts[index] ?? '',
  }));
}

/** The versions of a session's report, each to be completed by the stored report that `hash` names. */
export function toOwnReports(
  { report }: Pick<SessionRecord, 'report'>,
  log: readonly LogEntry[],
): { settled: SettledReport; own: Omit<OwnReport, 'kept' | 'report'> }[] {
  const costs = costsOf(log.map(({ event }) => event));
  return report.versions.map((settled) => {
    const { version, state, reason, settledAt } = settled;
    return { settled, own: { version, state, reason, settledAt, costUsd: costs.get(version) ?? 0 } };
  });
}

/**
 * A session as its candidate takes it away, with all that its record and log have of it. Instances and leases are no
 * matter of the candidate's. Plans and briefing of a session that is not closed are left out: the questions are still to come.
 * Null: the log does not begin where a log begins.
 */
export function toOwnSession(
  record: SessionRecord,
  log: readonly LogEntry[],
  { heldBackUsd, shareLinks, coachNotes }: Beside,
): Omit<OwnSession, 'reports' | 'strongerAnswers'> | null {
  const events = log.map(({ event }) => event);
  const [first] = events;
  if (first?.type !== 'session.configured') return null;
  const view = events.reduce<SessionView | null>(evolveView, null);
  if (view === null) return null;
  const isClosed = record.phase === 'closed';
  const configured = only(events, 'session.configured', 'configuration.changed');
  const planned = isClosed ? only(events, 'interview.planned') : [];
  const covered = isClosed ? only(events, 'interview.point_covered') : [];
  const { sessionId, via, phase, endReason, previousSessionId, practice } = record;
  const { interviewMode, lengthMinutes, times } = record;
  return {
    ...{ sessionId, via, phase, endReason, previousSessionId, practice, interviewMode },
    ...{ lengthMinutes, times },
    consent: first.consent ?? null,
    briefing: isClosed ? (first.briefing ?? null) : null,
    jobConfigurations: configured.map(({ at, jobConfiguration }) => ({ at, jobConfiguration })),
    plans: planned.map(({ at, madeBy, plan }) => ({ at, madeBy, plan })),
    coveredPoints: covered.map(({ pointId }) => pointId),
    transcript: view.transcript,
    corrections: only(events, 'transcript.corrected').map(({ at, itemId, text }) => ({ at, itemId, text })),
    speech: only(events, 'speech.measured').map(({ type: _, sessionId: __, at: ___, ...speech }) => speech),
    events: events.map(({ at, type }) => ({ at, type })),
    unknownEvents: only(events, 'unknown').length,
    expired: view.expired,
    selfRating: view.selfRating,
    disputes: view.disputes,
    givenFacts: toOwnFacts(view, events),
    cost: {
      model: record.modelUse,
      reportsUsd: [...costsOf(events).values()].reduce((sum, usd) => sum + usd, strongerCost(events)),
      heldBackUsd,
      shown: view.money,
    },
    callSid: record.callSid,
    shareLinks,
    coachNotes,
    suggestedTopics: record.phase === 'closed' ? toTopics(record.suggestedTopics, log) : [],
  };
}
