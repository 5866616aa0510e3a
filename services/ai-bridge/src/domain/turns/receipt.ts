import { type Unchangeable, unchangeable } from '@ringback/shared/contract/events';
import { type BridgeState, withLosses, withModel } from '../bridge-state.ts';
import type { BridgeEffect, Step } from '../bridge-step.ts';
import { configure, isFirstModel } from '../interview/configure.ts';
import { clockTimers, respond } from '../interview/director.ts';
import { goodbyeTimer } from '../interview/goodbye.ts';
import { announcePlan } from '../interview/replan.ts';
import { apologise } from '../interview/settlement.ts';
import { mostLosses } from '../losses/recovery.ts';

export function onOpened(state: BridgeState): Step {
  // Too many bridges have taken over already.
  if (state.losses.count > mostLosses) return [state, [apologise]];
  const opened = withLosses(withModel(state, { isConnected: true }), { refusedMs: 0 });
  const [configured, effects] = configure(opened);
  const renew: BridgeEffect = { type: 'set_timer', name: 'renew', afterMs: state.losses.renewAfterMs };
  const plan = isFirstModel(state) && !state.interview.isPlanKept ? announcePlan(configured) : [];
  return [configured, [...effects, ...plan, renew]];
}

/** What of the recorded configuration does not hold for this call. */
function unchangedOf({ model, interview }: BridgeState): Unchangeable[] {
  const { jobConfiguration, wantedLengthMinutes } = interview;
  const isOther = {
    voice: model.voice !== jobConfiguration.voice,
    lengthMinutes: jobConfiguration.lengthMinutes !== wantedLengthMinutes,
  };
  return unchangeable.filter((name) => isOther[name]);
}

export function onConfirmed(state: BridgeState, instructions: string): Step {
  const { awaited, receivedHash } = state.model;
  if (awaited === null || instructions !== awaited.instructions) return [state, []];
  const { configurationHash } = awaited;
  const confirmed: BridgeState = {
    ...withModel(state, { awaited: null, receivedHash: configurationHash }),
    phase: state.phase === 'preparing' ? 'ready' : state.phase,
  };
  // Another part of the interview has other instructions, but the same configuration.
  if (receivedHash === configurationHash) return [confirmed, []];
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
  // The goodbye was playing. It is heard to its end, and put on the record.
  if (state.ending.isSayingGoodbye) return [{ ...state, phase: 'leaving' }, [goodbyeTimer]];
  const { jobConfiguration, begunMs } = state.interview;
  const clock = clockTimers(jobConfiguration.lengthMinutes, begunMs);
  // An interview that is taken over goes on once telephony has handed over. The candidate is not greeted twice.
  const talking: BridgeState = { ...state, phase: 'talking' };
  const [asked, effects] = state.model.isRestoring ? [talking, []] : respond(talking);
  return [asked, [...effects, ...clock]];
}
