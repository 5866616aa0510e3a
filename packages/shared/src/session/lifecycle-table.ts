import type { Phase } from '../contract/lifecycle.ts';
import type { KnownEvent } from '../contract/stored-events.ts';

/**
 * The lifecycle as one table: in which phases an event may happen, and where it leads (`stay`: nowhere). It contains
 * every event that is read, also those that no release writes yet. The reducer, the decisions, the diagram in
 * docs/sessions.md and the model check all read it.
 */
interface Rule {
  from: readonly Phase[];
  to: Phase | 'stay';
}

const live = [
  'configured',
  'dialling',
  'ringing',
  'answered',
  'connecting',
  'active',
  'ending',
] as const satisfies readonly Phase[];
const talking = ['connecting', 'active', 'ending'] as const satisfies readonly Phase[];
/** After the last word only what becomes of the interview: reports, and what its candidate says of them. */
const closed = ['closed'] as const satisfies readonly Phase[];
/** After the end, only the last turn and the releases of holders. */
const settling = [...live, 'ended'] as const satisfies readonly Phase[];

const rule = (from: readonly Phase[], to: Phase | 'stay'): Rule => ({ from, to });

export const lifecycleTable: Record<KnownEvent['type'], Rule> = {
  'session.configured': rule([], 'configured'),
  'configuration.changed': rule(live, 'stay'),
  'configuration.received': rule(live, 'stay'),
  'call.dialled': rule(['configured'], 'dialling'),
  'call.placed': rule(settling, 'stay'),
  'call.ringing': rule(['dialling'], 'ringing'),
  'call.answered': rule(['configured', 'dialling', 'ringing'], 'answered'),
  'call.ready': rule(['answered'], 'connecting'),
  'media.started': rule(['configured', ...talking], 'stay'),
  'media.lost': rule(talking, 'stay'),
  'interviewer.joined': rule(live, 'stay'),
  'interviewer.lost': rule(live, 'stay'),
  'interview.phase_changed': rule(talking, 'stay'),
  'interview.planned': rule(live, 'stay'),
  'interview.point_covered': rule(talking, 'stay'),
  'interview.studied': rule(talking, 'stay'),
  'topic.suggested': rule(['active'], 'stay'),
  'topic.settled': rule(talking, 'stay'),
  'goodbye.started': rule(['active'], 'ending'),
  'steering.asked': rule(['active'], 'stay'),
  'steering.answered': rule(['active', 'ending'], 'stay'),
  'model.used': rule(settling, 'stay'),
  'transcript.completed': rule([...talking, 'ended'], 'stay'),
  'transcript.interrupted': rule([...talking, 'ended'], 'stay'),
  'speech.measured': rule([...talking, 'ended'], 'stay'),
  'session.ended': rule(live, 'ended'),
  'session.released': rule(settling, 'stay'),
  'session.closed': rule(['ended'], 'closed'),
  'report.queued': rule(closed, 'stay'),
  'report.started': rule(closed, 'stay'),
  'report.progressed': rule(closed, 'stay'),
  'report.ready': rule(closed, 'stay'),
  'report.insufficient': rule(closed, 'stay'),
  'report.failed': rule(closed, 'stay'),
  'self_rating.given': rule(closed, 'stay'),
  'transcript.corrected': rule(closed, 'stay'),
  'finding.disputed': rule(closed, 'stay'),
  'fact.given': rule(closed, 'stay'),
  'stronger_answer.started': rule(closed, 'stay'),
  'stronger_answer.ready': rule(closed, 'stay'),
  'stronger_answer.failed': rule(closed, 'stay'),
};

export const livePhases: readonly Phase[] = live;

export function isLive(phase: Phase): boolean {
  return livePhases.includes(phase);
}

export function mayHappen(type: KnownEvent['type'], phase: Phase): boolean {
  return lifecycleTable[type].from.includes(phase);
}
