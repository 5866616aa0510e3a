import type { Phase } from '../contract/lifecycle.ts';
import { noReport } from '../contract/report-status.ts';
import type { PublicState } from '../contract/session-view.ts';
import type { EventOf } from '../contract/stored-events.ts';
import { changesOf, type LaterEvent } from './event-changes.ts';
import { lifecycleTable } from './lifecycle-table.ts';

/** What record and view both hold at the first event of a session. */
export function newPublicState(event: EventOf<'session.configured'>): PublicState {
  const {
    sessionId,
    via,
    jobConfiguration,
    configurationHash,
    previousSessionId,
    practice = null,
    interviewMode = 'exam',
    at,
  } = event;
  return {
    sessionId,
    via,
    phase: 'configured',
    expired: event.expired ?? {},
    endReason: null,
    jobConfiguration,
    configurationHash,
    lengthMinutes: event.lengthMinutes ?? jobConfiguration.lengthMinutes,
    receivedHash: null,
    previousSessionId,
    practice,
    interviewMode,
    streamSid: null,
    interviewerPresent: false,
    interviewPhase: null,
    configuredAt: at,
    activeAt: null,
    endedAt: null,
    report: noReport,
    givenFacts: [],
    suggestedTopics: [],
  };
}

function nextPhase(state: PublicState, event: LaterEvent): Phase {
  const { to } = lifecycleTable[event.type];
  if (to !== 'stay') return to;
  // A browser call has neither dialling nor a gate: its audio counts as the answer.
  if (event.type === 'media.started' && state.phase === 'configured') return 'connecting';
  return state.phase;
}

/** The interview begins when the candidate's audio is there and the interviewer has confirmed what it knows. */
function canBegin(state: PublicState): boolean {
  return (
    state.phase === 'connecting' &&
    state.streamSid !== null &&
    state.interviewerPresent &&
    state.receivedHash === state.configurationHash
  );
}

function enter(state: PublicState, phase: Phase, at: number): PublicState {
  if (phase === 'active') return { ...state, phase, activeAt: at };
  if (phase === 'ended') return { ...state, phase, endedAt: at };
  return { ...state, phase };
}

/** Folds one event into what record and view both hold. */
export function evolvePublicState(state: PublicState, event: LaterEvent): PublicState {
  const phase = nextPhase(state, event);
  const changed = { ...state, ...changesOf(event).state?.(state, event) };
  const moved = phase === state.phase ? changed : enter(changed, phase, event.at);
  return canBegin(moved) ? enter(moved, 'active', event.at) : moved;
}
