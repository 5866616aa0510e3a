import { gapFrame, judgeSpeech } from '@ringback/shared/contract/audio';
import { andThen } from '../and-then.ts';
import type { BridgeState, Step } from '../bridge-state.ts';
import { considerGoingOn } from '../losses/hand-over.ts';
import { withGap, withLoud } from './caller-speech.ts';
import { listen } from './floor.ts';

/** Speech that begins at this moment is noticed a little later. */
const keptMs = 1_000;

/** A model's time of caller audio, on the clock of this call. */
export function onClock(state: BridgeState, atMs: number): number {
  return atMs + (state.clockBaseMs ?? 0);
}

/** One piece of caller audio: live, or what was said while no bridge could listen. */
export function onCallerAudio(state: BridgeState, frame: { payload: string; audioMs: number }): Step {
  // The goodbye is not interrupted any more, and before the first word the model does not listen.
  const isHeard = state.phase === 'talking' || state.restoring || state.catchUp !== null;
  if (!isHeard) return [state, []];
  const { clockMs } = state.conversation;
  const conversation = { ...state.conversation, clockMs: clockMs + frame.audioMs };
  const isWanted = state.listening && clockMs >= state.skipUntilMs;
  if (!isWanted) return considerGoingOn({ ...state, conversation });
  const { isSpeech: isLoud, noiseDb } = judgeSpeech(state.noiseDb, frame);
  const appended: Step = [
    {
      ...state,
      conversation,
      clockBaseMs: state.clockBaseMs ?? clockMs,
      noiseDb,
      callerSpeech: isLoud ? withLoud(state.callerSpeech, clockMs, conversation.clockMs) : state.callerSpeech,
      lineGaps:
        frame.payload === gapFrame ? withGap(state.lineGaps, clockMs, conversation.clockMs) : state.lineGaps,
      catchUp: afterFrame(state, isLoud, frame.audioMs),
    },
    [{ type: 'model.append', payload: frame.payload }],
  ];
  const heard = andThen(appended, (current) => listen(current, isLoud, frame.audioMs));
  return state.catchUp === null ? heard : andThen(heard, considerGoingOn);
}

function afterFrame(
  { catchUp, conversation }: BridgeState,
  isLoud: boolean,
  audioMs: number,
): BridgeState['catchUp'] {
  if (catchUp === null) return null;
  if (!isLoud) return { ...catchUp, quietMs: catchUp.quietMs + audioMs };
  return { lastLoudMs: conversation.clockMs, loudMs: catchUp.loudMs + audioMs, quietMs: 0 };
}

/** Telephony need not keep any longer what is on the record. */
export function onRecorded(state: BridgeState, itemId: string): Step {
  const turn = state.conversation.turns.get(itemId);
  if (turn === undefined) return [state, []];
  const { clockMs, turns } = state.conversation;
  const open = [...turns.values()].some(({ speaker, settled }) => speaker === 'candidate' && !settled);
  const untilMs = turn.speaker === 'candidate' ? (turn.endedAtMs ?? 0) : clockMs - keptMs;
  const callerAgoMs = open ? null : Math.max(0, clockMs - untilMs);
  return [state, [{ type: 'link.recorded', itemId, callerAgoMs }]];
}
