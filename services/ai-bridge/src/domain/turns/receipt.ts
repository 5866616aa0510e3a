import { type Unchangeable, unchangeable } from '@ringback/shared/contract/events';
import type { BridgeEffect, BridgeState, Step } from '../bridge-state.ts';
import { configure } from '../interview/configure.ts';
import { clockTimers, respond } from '../interview/director.ts';
import { goodbyeTimer } from '../interview/goodbye.ts';
import { announcePlan } from '../interview/replan.ts';
import { mostLosses } from '../losses/recovery.ts';

export function onOpened(state: BridgeState): Step {
  // Another bridge has come too often already.
  if (state.losses > mostLosses) return [state, [{ type: 'end', reason: 'interviewer_unavailable' }]];
  const [configured, effects] = configure({ ...state, isConnected: true, refusedMs: 0 });
  const renew: BridgeEffect = { type: 'set_timer', name: 'renew', afterMs: state.renewAfterMs };
  const isFirst = state.phase === 'preparing' && !state.restoring && state.losses === 0;
  const plan = isFirst && !state.planIsKept ? announcePlan(configured) : [];
  return [configured, [...effects, ...plan, renew]];
}

/** What of the configuration on the record does not hold for this call. */
function unchangedOf({ voice, jobConfiguration, wantedLengthMinutes }: BridgeState): Unchangeable[] {
  const isOther = {
    voice: voice !== jobConfiguration.voice,
    lengthMinutes: jobConfiguration.lengthMinutes !== wantedLengthMinutes,
  };
  return unchangeable.filter((name) => isOther[name]);
}

export function onConfirmed(state: BridgeState, instructions: string): Step {
  if (state.awaited === null || instructions !== state.awaited.instructions) return [state, []];
  const { configurationHash } = state.awaited;
  const confirmed: BridgeState = {
    ...state,
    awaited: null,
    receivedHash: configurationHash,
    phase: state.phase === 'preparing' ? 'ready' : state.phase,
  };
  // Another part of the interview has other instructions, and the same configuration.
  if (state.receivedHash === configurationHash) return [confirmed, []];
  const unchanged = unchangedOf(state);
  const fact = {
    type: 'configuration.received' as const,
    configurationHash,
    ...(unchanged.length === 0 ? {} : { unchanged }),
  };
  return [confirmed, [{ type: 'commit', fact }]];
}

export function onActivated(state: BridgeState): Step {
  if (state.phase !== 'ready') return [state, []];
  // The goodbye was playing: it is heard to its end, and put on the record.
  if (state.isSayingGoodbye) return [{ ...state, phase: 'leaving' }, [goodbyeTimer]];
  const clock = clockTimers(state.jobConfiguration.lengthMinutes, state.begunMs);
  // An interview that is taken up goes on once telephony has handed over; the candidate is not greeted twice.
  const talking: BridgeState = { ...state, phase: 'talking' };
  const [asked, effects] = state.restoring ? [talking, []] : respond(talking);
  return [asked, [...effects, ...clock]];
}
