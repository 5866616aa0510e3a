import { loudnessOf } from './loudness.ts';
import type { MediaStreamClient } from './media-stream.ts';
import { endSpeaking, firstTurn, hearFrame, type TurnTaking } from './turn-taking.ts';

/** What a scripted candidate says and when. All audio is µ-law, 8 kHz, mono. */
export interface SpeakerScript extends Partial<TurnTaking> {
  /** Answers, one for each turn of the interviewer, in order. */
  clips: readonly Uint8Array[];
  /** What to do after a turn of the interviewer when no clip is left. Default `stay_silent`. */
  whenExhausted?: 'stay_silent' | 'repeat' | 'hang_up';
  /** Hangs up after this many turns of its own. */
  hangUpAfterTurns?: number;
  /** Anything louder than this is the interviewer speaking; 16-bit root mean square. Default 200. */
  loudness?: number;
}

/** One turn of the candidate, in ms since the stream started. */
export interface SaidTurn {
  clip: number;
  isBargeIn: boolean;
  heardFromMs: number;
  heardToMs: number;
  saidFromMs: number;
  /** Null while the clip is being said, or when the end of the stream cut it. */
  saidToMs: number | null;
}

export interface ScriptedSpeaker {
  readonly turns: readonly SaidTurn[];
  /** How it ended: it hung up, ran out of clips, was stopped, or the stream closed. */
  readonly finished: Promise<'hung_up' | 'exhausted' | 'stopped' | 'stream_closed'>;
  /** Stops listening and speaking. The stream stays open. */
  stop(): void;
}

/** Lets a script speak on a stream until it is stopped or finished, or the stream closes. */
export function startScriptedSpeaker(stream: MediaStreamClient, script: SpeakerScript): ScriptedSpeaker {
  const { clips, whenExhausted = 'stay_silent', hangUpAfterTurns, loudness = 200 } = script;
  const rules: TurnTaking = {
    hangoverMs: script.hangoverMs ?? 700,
    minSpeechMs: script.minSpeechMs ?? 200,
    bargeIns: script.bargeIns ?? [],
  };
  const turns: SaidTurn[] = [];
  const finishing = Promise.withResolvers<Awaited<ScriptedSpeaker['finished']>>();
  let state = firstTurn;
  let nowMs = 0;
  let isFinished = false;

  function finish(how: Awaited<ScriptedSpeaker['finished']>): void {
    if (isFinished) return;
    isFinished = true;
    stream.events.off('frame', listen);
    stream.events.off('closed', onClosed);
    finishing.resolve(how);
  }

  function hangUp(): void {
    finish('hung_up');
    void stream.hangUp();
  }

  function speak(isBargeIn: boolean): void {
    const isLeft = turns.length < clips.length || whenExhausted === 'repeat';
    const clip = clips[turns.length % clips.length];
    if (!isLeft || !clip) {
      if (whenExhausted === 'hang_up') hangUp();
      else finish('exhausted');
      return;
    }
    const { heardFromMs, heardToMs } = state;
    const turn: SaidTurn = {
      clip: turns.length % clips.length,
      isBargeIn,
      heardFromMs,
      heardToMs,
      saidFromMs: nowMs,
      saidToMs: null,
    };
    turns.push(turn);
    void stream.say(clip).then((isWhole) => {
      if (!isWhole) return;
      turn.saidToMs = nowMs;
      state = endSpeaking(state);
      if (turns.length === hangUpAfterTurns && !isFinished) hangUp();
    });
  }

  function listen(audio: Uint8Array, atMs: number): void {
    nowMs = atMs;
    const [next, decision] = hearFrame(rules, state, { isLoud: loudnessOf(audio) > loudness, atMs });
    state = next;
    if (decision !== 'listen') speak(decision === 'interrupt');
  }

  const onClosed = () => finish('stream_closed');
  stream.events.on('frame', listen);
  stream.events.on('closed', onClosed);

  return {
    turns,
    finished: finishing.promise,
    stop() {
      if (isFinished) return;
      finish('stopped');
      stream.hush();
    },
  };
}
