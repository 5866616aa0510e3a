import { gapFrame, judgeSpeech } from '@ringback/shared/contract/audio';
import { andThen } from '../and-then.ts';
import { type BridgeState, withConversation, withLine } from '../bridge-state.ts';
import { type Step, say } from '../bridge-step.ts';
import { considerGoingOn } from '../losses/hand-over.ts';
import { withGap, withLoud } from './caller-speech.ts';
import type { Conversation } from './conversation.ts';
import { listen } from './floor.ts';
import type { CatchUp } from './floor-state.ts';

interface CallerFrame {
  payload: string;
  audioMs: number;
}

/** Speech is noticed a little after it begins, so this much audio is kept. */
const keptMs = 1_000;

/** Puts a model's time of caller audio on the clock of this call. */
export function onClock(state: BridgeState, atMs: number): number {
  return atMs + (state.model.clockBaseMs ?? 0);
}

/** Takes one piece of caller audio: live, or from a time in which no bridge could listen. */
export function onCallerAudio(state: BridgeState, frame: CallerFrame): Step {
  const { phase, model, floor, line, conversation } = state;
  // The goodbye can no longer be interrupted, and before the first word the model does not listen.
  const isHeard = phase === 'talking' || model.isRestoring || floor.catchUp !== null;
  if (!isHeard) return [state, []];
  const isWanted = !model.isRestoring && conversation.clockMs >= line.skipUntilMs;
  if (!isWanted)
    return considerGoingOn(withConversation(state, { clockMs: conversation.clockMs + frame.audioMs }));
  const { isSpeech: isLoud, noiseDb } = judgeSpeech(line.noiseDb, frame);
  const given: BridgeState = {
    ...withLine(state, { noiseDb }),
    model: model.clockBaseMs === null ? { ...model, clockBaseMs: conversation.clockMs } : model,
    floor: {
      ...floor,
      catchUp: floor.catchUp && afterAudio(floor.catchUp, isLoud, conversation.clockMs, frame.audioMs),
    },
    conversation: withAudio(conversation, isLoud, frame),
  };
  const appended: Step = [given, [{ type: 'model.append', payload: frame.payload }]];
  const heard = andThen(appended, (current) => listen(current, isLoud, frame.audioMs));
  return floor.catchUp === null ? heard : andThen(heard, considerGoingOn);
}

/** The conversation after the model was given this much more audio, loud or not. */
function withAudio(
  conversation: Conversation,
  isLoud: boolean,
  { payload, audioMs }: CallerFrame,
): Conversation {
  const { clockMs: fromMs, callerSpeech, lineGaps } = conversation;
  const clockMs = fromMs + audioMs;
  return {
    ...conversation,
    clockMs,
    callerSpeech: isLoud ? withLoud(callerSpeech, fromMs, clockMs) : callerSpeech,
    lineGaps: payload === gapFrame ? withGap(lineGaps, fromMs, clockMs) : lineGaps,
  };
}

function afterAudio(catchUp: CatchUp, isLoud: boolean, fromMs: number, audioMs: number): CatchUp {
  if (!isLoud) return { ...catchUp, quietMs: catchUp.quietMs + audioMs };
  return { lastLoudMs: fromMs, loudMs: catchUp.loudMs + audioMs, quietMs: 0 };
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
