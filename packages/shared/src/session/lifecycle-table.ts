import type { SessionEventType } from '../contract/events.ts';
import type { EndReason, Phase } from '../contract/lifecycle.ts';

/**
 * The lifecycle as one table: in which phases an event may happen, and where it leads (`stay`: nowhere).
 * Reducer, decisions, the diagram in docs/sessions.md and the model check all read it.
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
/** After the end only what the last turn was, and that everybody has let go. */
const settling = [...live, 'ended'] as const satisfies readonly Phase[];

const rule = (from: readonly Phase[], to: Phase | 'stay'): Rule => ({ from, to });

export const lifecycleTable: Record<SessionEventType, Rule> = {
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
  'goodbye.started': rule(['active'], 'ending'),
  'model.used': rule(settling, 'stay'),
  'transcript.completed': rule([...talking, 'ended'], 'stay'),
  'transcript.interrupted': rule([...talking, 'ended'], 'stay'),
  'speech.measured': rule([...talking, 'ended'], 'stay'),
  'session.ended': rule(live, 'ended'),
  'session.released': rule(settling, 'stay'),
  'session.closed': rule(['ended'], 'closed'),
};

export const livePhases: readonly Phase[] = live;

export function isLive(phase: Phase): boolean {
  return livePhases.includes(phase);
}

export function mayHappen(type: SessionEventType, phase: Phase): boolean {
  return lifecycleTable[type].from.includes(phase);
}

/** How long a phase may last, and what a session ends of when it does not move on in time. */
interface PhaseLimit {
  afterMs: number;
  reason: EndReason;
}

const limit = (afterMs: number, reason: EndReason): PhaseLimit => ({ afterMs, reason });

const limits: Record<Exclude<Phase, 'active' | 'ended' | 'closed'>, PhaseLimit> = {
  configured: limit(2 * 60_000, 'expired'),
  dialling: limit(35_000, 'unknown_dial'),
  ringing: limit(40_000, 'no_answer'),
  answered: limit(60_000, 'not_ready'),
  connecting: limit(15_000, 'interviewer_unavailable'),
  ending: limit(8_000, 'completed'),
};

/** Settlement: how long last transcripts may still arrive, and when an ended session closes regardless. */
export const settlementMs = 3_000;
const closeAfterMs = 5_000;
const activeGraceMs = 60_000;
const dialInMs = 10 * 60_000;
/** A page opens its audio at once: a start that has none gives its place back. */
const browserAudioMs = 20_000;

/** When a phase that begins `atMs` is over at the latest; null when it never ends. */
export function phaseDeadline(
  phase: Phase,
  atMs: number,
  session: { lengthMinutes: number; via: string },
): number | null {
  if (phase === 'closed') return null;
  if (phase === 'ended') return atMs + closeAfterMs;
  if (phase === 'active') return atMs + session.lengthMinutes * 60_000 + activeGraceMs;
  if (phase === 'configured' && session.via === 'dial_in') return atMs + dialInMs;
  if (phase === 'configured' && session.via === 'browser') return atMs + browserAudioMs;
  return atMs + limits[phase].afterMs;
}

/** Why a live session ends when its phase's deadline has passed. */
export function deadlineReason(phase: Phase): EndReason {
  if (phase === 'active' || phase === 'ended' || phase === 'closed') return 'time_limit';
  return limits[phase].reason;
}
