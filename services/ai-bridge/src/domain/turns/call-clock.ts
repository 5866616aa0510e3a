import { type BridgeState, withModel } from '../bridge-state.ts';
import { type Step, say } from '../bridge-step.ts';

/** Speech is noticed a little after it begins, so this much audio is kept. */
const keptMs = 1_000;

/** The clock of a model session begins, with the first frame that it is given. */
export function onBegan(state: BridgeState): Step {
  return [withModel(state, { clockBaseMs: state.conversation.clockMs }), []];
}

/** Puts a model's time of caller audio on the clock of this call. */
export function onClock(state: BridgeState, atMs: number): number {
  return atMs + (state.model.clockBaseMs ?? 0);
}

/** Telephony need not keep any longer what is on the record. */
export function onRecorded(state: BridgeState, itemId: string): Step {
  const turn = state.conversation.turns.get(itemId);
  if (turn === undefined) return [state, []];
  const { clockMs, turns } = state.conversation;
  const open = [...turns.values()].some(({ speaker, settled }) => speaker === 'candidate' && !settled);
  const untilMs = turn.speaker === 'candidate' ? (turn.endedAtMs ?? 0) : clockMs - keptMs;
  const callerAgoMs = open ? null : Math.max(0, clockMs - untilMs);
  return [state, [say({ type: 'recorded', itemId, callerAgoMs })]];
}
