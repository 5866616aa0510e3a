import type { Actor } from '@ringback/shared/runtime/actor';
import type { BridgeState } from '../domain/bridge-state.ts';
import type { BridgeInput, CallerEdge, Step } from '../domain/bridge-step.ts';
import { isCaughtUp } from '../domain/losses/hand-over.ts';
import { judgeContest } from '../domain/turns/floor.ts';
import type { HeldSound } from '../domain/turns/floor-state.ts';
import { type CallerFrame, HeardCaller, SoundCount } from '../domain/turns/heard-caller.ts';
import { areWordsOverdue } from '../domain/turns/overdue-words.ts';
import { QuietCount } from '../domain/turns/quiet-count.ts';
import type { ModelSide } from '../model/model-side.ts';

/**
 * The caller's audio on its way from the link to the model, beside the bridge's machine. The machine decides whether
 * the model listens. This file counts what passes, and tells the machine of edges.
 */
export interface CallerToModel {
  /** A piece of audio, base64 µ-law at 8 kHz, of this length. */
  take(payload: string, audioMs: number): void;
  /** The machine's state with what was counted up to now, as each step needs it. */
  counted(state: BridgeState): BridgeState;
  /** Each step of the machine is told here, before its effects are performed. */
  follow(input: BridgeInput, step: Step): void;
  /** Whatever comes now is ignored. */
  close(): void;
}

export function createCallerToModel(parts: {
  machine: Pick<Actor<CallerEdge, BridgeState>, 'state' | 'send'>;
  model: Pick<ModelSide, 'send'>;
  /** A piece came after the end. */
  onIgnored: () => void;
}): CallerToModel {
  const { machine, model, onIgnored } = parts;
  const heard = new HeardCaller(machine.state.conversation);
  const quiet = new QuietCount();
  let held: HeldSound | null = null;
  let contest = new SoundCount();
  let isCatchingUp = false;
  let replayed = new SoundCount();
  let isClosed = false;

  function tell(edge: CallerEdge): void {
    if (!isClosed) machine.send(edge);
  }

  /** Gives the model the piece, if it listens and the record does not have that audio already. */
  function pass(frame: CallerFrame): void {
    const { phase, model: session, floor, line } = machine.state;
    // The goodbye can no longer be interrupted, and before the first word the model does not listen.
    if (phase !== 'talking' && !session.isRestoring && !floor.isCatchingUp) return;
    if (session.isRestoring || heard.clockMs < line.skipUntilMs) {
      heard.skip(frame.audioMs);
      return;
    }
    if (session.clockBaseMs === null) tell({ type: 'caller.began' });
    const fromMs = heard.clockMs;
    const isLoud = heard.add(frame);
    if (floor.isCatchingUp) replayed.add(isLoud, fromMs, frame.audioMs);
    model.send({ type: 'model.append', payload: frame.payload });
    if (machine.state.floor.held !== null) judge(isLoud, fromMs, frame.audioMs);
  }

  /** The phone is silent because of a sound. Is it speech? */
  function judge(isLoud: boolean, fromMs: number, audioMs: number): void {
    contest.add(isLoud, fromMs, audioMs);
    const verdict = judgeContest(contest);
    if (verdict !== null) tell({ type: verdict === 'sustained' ? 'caller.spoke_on' : 'caller.fell_silent' });
  }

  return {
    take(payload, audioMs) {
      const { phase } = machine.state;
      if (isClosed || phase === 'settling' || phase === 'over') {
        onIgnored();
        return;
      }
      const frame = { payload, audioMs };
      quiet.begin();
      pass(frame);
      if (isCaughtUp(machine.state, heard.clockMs)) {
        const { lastLoudMs, loudMs, quietMs } = replayed;
        tell({ type: 'caller.caught_up', lastLoudMs, loudMs, quietMs });
      }
      if (areWordsOverdue(machine.state, heard.clockMs, audioMs)) tell({ type: 'caller.words_overdue' });
      if (quiet.add(machine.state, frame, heard.isLoudNow)) tell({ type: 'caller.heard_nothing' });
    },
    counted: (state) => ({ ...state, conversation: heard.into(state.conversation) }),
    follow(input, step) {
      const { conversation, floor } = step[0];
      heard.setClock(conversation.clockMs);
      if (floor.held !== held) contest = new SoundCount();
      held = floor.held;
      if (floor.isCatchingUp && !isCatchingUp) replayed = new SoundCount();
      isCatchingUp = floor.isCatchingUp;
      quiet.follow(input, step);
    },
    close() {
      isClosed = true;
    },
  };
}
