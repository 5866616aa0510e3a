import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { SessionStore } from '@ringback/shared/redis/session-store';
import { evolveView, type Fold } from '@ringback/shared/session/evolve-view';

/** An interview that another bridge or model session has begun. */
export interface BegunInterview {
  transcript: readonly TranscriptItem[];
  /** How long the interview has lasted, in ms. */
  begunMs: number;
  /** Interviewers that were lost since its first word. */
  losses: number;
  /** Points of the plan on the record that were covered. */
  covered: readonly string[];
  /** Its goodbye was playing. */
  isEnding: boolean;
}

/** Reads from the log what was said before; null when the interview has not begun. Rejects without Redis. */
export async function readBegunInterview(
  store: Pick<SessionStore, 'readLog'>,
  { record }: ReadRecord,
  nowMs: number,
): Promise<BegunInterview | null> {
  const { activeAt } = record.times;
  if (activeAt === null) return null;
  const log = await store.readLog(record.sessionId, 0);
  const fold = log.reduce<Fold | null>((known, { event }) => evolveView(known, event), null);
  // This interviewer is one more; whoever is killed cannot say that they are lost.
  const losses =
    1 + log.filter(({ event }) => event.type === 'interviewer.joined' && event.at >= activeAt).length;
  return {
    covered: coveredPoints(log, record.configurationHash),
    transcript: fold?.view.transcript ?? [],
    begunMs: Math.max(0, nowMs - activeAt),
    losses,
    isEnding: record.phase === 'ending',
  };
}

/** Points are named by the plan of their time: another plan begins with none, also one that is still to be made. */
function coveredPoints(log: readonly LogEntry[], configurationHash: string): string[] {
  const planned = log.findLastIndex(({ event }) => event.type === 'interview.planned');
  const plan = log[planned]?.event;
  if (plan?.type !== 'interview.planned' || plan.configurationHash !== configurationHash) return [];
  return log
    .slice(planned + 1)
    .flatMap(({ event }) => (event.type === 'interview.point_covered' ? [event.pointId] : []));
}
