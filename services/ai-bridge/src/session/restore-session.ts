import { type InterviewPlan, interviewPlanSchema } from '@ringback/shared/contract/interview-plan';
import { type Briefing, briefingSchema, noBriefing } from '@ringback/shared/contract/practice';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { SessionView, TranscriptItem } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import { waitingTopic } from '@ringback/shared/contract/suggested-topic';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { topicTexts } from '@ringback/shared/session/topic-texts';
import type { WaitingTopic } from '../domain/bridge-state.ts';

/** An interview that an earlier bridge or model session has begun. */
export interface BegunInterview {
  transcript: readonly TranscriptItem[];
  /** How long the interview has lasted, in ms. */
  begunMs: number;
  /** Interviewers that were lost since its first word. */
  losses: number;
  /** Points of the recorded plan that were covered. */
  covered: readonly string[];
  /** Its goodbye was playing. */
  isEnding: boolean;
}

/** What a session's log tells the bridge that takes it. */
export interface RestoredSession {
  /** The plan for the current configuration. Null when there is none, or only one that another version can follow. */
  keptPlan: InterviewPlan | null;
  /** What the interviewer is told of the session that is practised again. */
  briefing: Briefing;
  /** The topic that a coach has suggested and that still waits. */
  topic: WaitingTopic | null;
  /** Null when the interview has not begun. */
  begun: BegunInterview | null;
}

/** Restores an interview from its whole log, as it stands at this time of the fleet. */
export function restoreSession(
  log: readonly LogEntry[],
  record: SessionRecord,
  nowMs: number,
): RestoredSession {
  return {
    keptPlan: findPlan(log, record.configurationHash),
    begun: findInterview(log, record, nowMs),
    briefing: findBriefing(log),
    topic: findTopic(log, record),
  };
}

function findBriefing([first]: readonly LogEntry[]): Briefing {
  const briefing = first?.event.type === 'session.configured' ? first.event.briefing : null;
  return briefingSchema.safeParse(briefing).data ?? noBriefing;
}

function findTopic(
  log: readonly LogEntry[],
  { suggestedTopics }: Pick<SessionRecord, 'suggestedTopics'>,
): WaitingTopic | null {
  const number = waitingTopic(suggestedTopics);
  const text = number === null ? null : (topicTexts(suggestedTopics, log)[number - 1] ?? null);
  return number === null || text === null ? null : { number, text };
}

function findPlan(log: readonly LogEntry[], configurationHash: string): InterviewPlan | null {
  const last = log.findLast(
    ({ event }) => event.type === 'interview.planned' && event.configurationHash === configurationHash,
  );
  if (last?.event.type !== 'interview.planned') return null;
  return interviewPlanSchema.safeParse(last.event.plan).data ?? null;
}

function findInterview(
  log: readonly LogEntry[],
  record: SessionRecord,
  nowMs: number,
): BegunInterview | null {
  const { activeAt } = record.times;
  if (activeAt === null) return null;
  const view = log.reduce<SessionView | null>((known, { event }) => evolveView(known, event), null);
  // The current interviewer is one more: a killed bridge cannot report that it is lost.
  const losses =
    1 + log.filter(({ event }) => event.type === 'interviewer.joined' && event.at >= activeAt).length;
  return {
    covered: coveredPoints(log, record.configurationHash),
    transcript: view?.transcript ?? [],
    begunMs: Math.max(0, nowMs - activeAt),
    losses,
    isEnding: record.phase === 'ending',
  };
}

/** The plan of its time names a point. Another plan begins with none covered, also one that is still to be made. */
function coveredPoints(log: readonly LogEntry[], configurationHash: string): string[] {
  const planned = log.findLastIndex(({ event }) => event.type === 'interview.planned');
  const plan = log[planned]?.event;
  if (plan?.type !== 'interview.planned' || plan.configurationHash !== configurationHash) return [];
  return log
    .slice(planned + 1)
    .flatMap(({ event }) => (event.type === 'interview.point_covered' ? [event.pointId] : []));
}
