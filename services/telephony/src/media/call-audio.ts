import type { ToTelephony } from '@ringback/shared/contract/media-link';
import { hasSpoken, isSpeakingNow } from '../domain/caller-speech.ts';
import { createCarryOver } from '../domain/carry-over.ts';
import { createEchoGuard } from '../domain/echo-guard.ts';
import { createMicrophonePace } from '../domain/microphone-pace.ts';
import type { BridgeSearch } from '../link/bridge-search.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { CallerMessage } from '../twilio/messages.ts';
import { createCallerAudio } from './caller-audio.ts';
import { createFiller } from './filler.ts';
import { createInterviewerAudio, type InterviewerAudio } from './interviewer-audio.ts';
import type { MediaLine } from './media-line.ts';
import type { OwnClips } from './own-clips.ts';
import { createPacedReplay } from './paced-replay.ts';

/** The audio of one call, both ways, between its media stream and its bridge. Waits for nothing. */
export interface CallAudio {
  readonly line: MediaLine | null;
  readonly timers: number;
  /** Some bridge has been ready: from then on the caller's audio is kept until it is on the record. */
  readonly hasBegun: boolean;
  /** Nothing is being heard, and the candidate does not speak. */
  readonly isQuiet: boolean;
  attach(line: MediaLine): void;
  /** The line may be used: whichever bridge was told that the candidate is gone is told that they are back. */
  begin(): void;
  /** Forgets the line and what was on its way to it. */
  detach(): void;
  /** As `detach`, for a line that may come back: the bridge is told how much was heard, and that the candidate does not hear. */
  lose(): void;
  /** As `detach`, for a bridge that goes on with another telephony: it is told how much was heard. */
  release(): void;
  onCaller(message: CallerMessage): void;
  onBridge(message: ToTelephony): void;
  onInterviewer(payload: string): void;
  /** The bridge may hang: a candidate who waits for an answer is asked for a moment. */
  onBridgeQuiet(): void;
  /** The bridge is gone: what is whole plays on, what is not is cut, and what is not on the record is kept. */
  onBridgeLost(): void;
  /** The call is over here: nothing is sent any more. */
  close(): void;
  /** Says that the interviewer cannot be reached; how long that takes, in ms (0 without a line). */
  apologise(): number;
}

export function createCallAudio(options: {
  bridge: BridgeSearch;
  metrics: TelephonyMetrics;
  /** In the language of the interview, as it is now. */
  clips: () => OwnClips;
  /** The line does not read, or has stopped sending. */
  onStuck: (line: MediaLine, reason: string) => void;
}): CallAudio {
  const { bridge, metrics, clips, onStuck } = options;
  const carry = createCarryOver();
  const echoGuard = createEchoGuard();
  const replay = createPacedReplay(({ timestampMs, payload }) => bridge.audio(timestampMs, payload));
  let line: MediaLine | null = null;
  const interviewer = createInterviewerAudio({
    bridge,
    carry,
    line: () => line,
    onStuck: (open) => onStuck(open, 'does not read'),
  });
  let currentItem: string | null = null;
  let hasBegun = false;
  /** The bridge that is there has been told what was not on the record. */
  let isResumed = false;
  /** It was told that the candidate is gone. */
  let isAway = false;
  /** The line stands, and the candidate cannot be heard on it: their microphone is gone. */
  let isDeaf = false;
  const microphone = createMicrophonePace();
  let microphoneTurn: NodeJS.Timeout | null = null;
  const filler = createFiller({
    isHearing: () => interviewer.waitingMs > 0,
    isSpeaking: () => isSpeakingNow(carry.frames),
    say() {
      if (line !== null) interviewer.say(clips().oneMoment);
    },
  });
  const caller = createCallerAudio({
    echoGuard,
    metrics,
    isPlaying: () => interviewer.isPlaying,
    passOn(timestampMs, payload) {
      if (isDeaf) return;
      const frame = { timestampMs, payload };
      if (hasBegun) carry.caller(frame);
      replay.send(frame);
    },
    onTick() {
      // A sentence has stopped in its middle.
      if (!isDeaf && interviewer.waitingMs === 0 && carry.isBroken) filler.begin();
    },
    onSilent() {
      if (line !== null) onStuck(line, 'no frames');
    },
  });

  /** The candidate hears and is heard. */
  const canTalk = (): boolean => line !== null && !isDeaf;

  /** A bridge is ready: it goes on as soon as somebody can hear it. */
  function onReady(): void {
    filler.pause();
    isResumed = false;
    const isWaitedFor = hasBegun && !canTalk();
    if (!isWaitedFor) resume();
    if (isWaitedFor || isDeaf) tellAway();
  }

  function tellAway(): void {
    isAway = true;
    bridge.control({ type: 'line_lost' });
  }

  /** It is told what is not on the record yet, and what the candidate says from here on. */
  function resume(): void {
    const { callerMs, frames } = carry;
    bridge.control({ type: 'resume', items: carry.items, callerMs });
    replay.begin(frames);
    hasBegun = true;
    isResumed = true;
    isAway = false;
  }

  /** The candidate is back, and the bridge has lost nothing meanwhile. */
  function goOn(): void {
    isAway = false;
    bridge.control({ type: 'line_back' });
  }

  function goOnIfTold(): void {
    if (!isAway || !canTalk() || !bridge.isReady) return;
    if (isResumed) goOn();
    else resume();
  }

  /**
   * Nothing can be said to somebody who cannot answer: it is as if they were gone, and taken up again when they are
   * back. Their silence is no answer, and ends no interview.
   */
  function changeMicrophone(isGone: boolean): void {
    isDeaf = isGone;
    if (isGone) {
      filler.stop();
      tellCut(interviewer.silence('loss'));
      tellAway();
    } else goOnIfTold();
  }

  function onMicrophone(): void {
    stopMicrophone();
    const change = microphone.take(performance.now());
    if (change !== null) changeMicrophone(change.isGone);
    const waitMs = microphone.waitMs(performance.now());
    if (waitMs !== null) microphoneTurn = setTimeout(onMicrophone, Math.ceil(waitMs));
  }

  function stopMicrophone(): void {
    if (microphoneTurn !== null) clearTimeout(microphoneTurn);
    microphoneTurn = null;
  }

  function tellCut(cut: ReturnType<InterviewerAudio['silence']>): void {
    if (cut !== null) bridge.control({ type: 'heard', ...cut, final: false });
  }

  /** The bridge counts from what it has got: what is not sent yet came after. */
  function toOwnAgo(callerAgoMs: number | null): number | null {
    return callerAgoMs === null ? null : callerAgoMs + replay.waitingMs;
  }

  function letGo(): void {
    line = null;
    caller.stop();
    filler.stop();
    stopMicrophone();
  }

  return {
    get line() {
      return line;
    },
    get timers() {
      const turns = [microphoneTurn !== null, filler.isWaiting, replay.waitingMs > 0];
      return turns.filter(Boolean).length;
    },
    get hasBegun() {
      return hasBegun;
    },
    get isQuiet() {
      return interviewer.waitingMs === 0 && replay.waitingMs === 0 && !isSpeakingNow(carry.frames);
    },
    attach(candidate) {
      line = candidate;
      // A new stream has a microphone until it says otherwise.
      isDeaf = false;
      microphone.renew();
      caller.start(candidate);
    },
    begin() {
      goOnIfTold();
    },
    detach() {
      letGo();
      interviewer.forget();
    },
    lose() {
      letGo();
      tellCut(interviewer.forget());
      replay.finish();
      tellAway();
    },
    release() {
      tellCut(interviewer.silence('loss'));
      replay.finish();
      letGo();
    },
    close() {
      replay.stop();
      letGo();
      interviewer.forget();
    },
    onCaller(message) {
      switch (message.type) {
        case 'media':
          caller.onFrame(message.timestampMs, message.payload);
          return;
        case 'mark':
          if (!interviewer.onMark(message.name)) metrics.stale.inc({ kind: 'mark' });
          return;
        case 'microphone':
          microphone.say(message.isGone);
          onMicrophone();
          return;
        case 'dtmf':
          bridge.control({ type: 'key', digit: message.digit });
          return;
        default:
          return;
      }
    },
    onBridge(message) {
      switch (message.type) {
        case 'ready':
          onReady();
          return;
        case 'item_started':
          currentItem = message.itemId;
          return;
        case 'item_words':
          carry.words(message.itemId, message.text);
          return;
        case 'item_finished':
          interviewer.finish(message.itemId);
          return;
        case 'recorded':
          carry.recorded(message.itemId, toOwnAgo(message.callerAgoMs));
          return;
        case 'waiting':
          filler.begin();
          return;
        case 'hold':
          interviewer.hold();
          return;
        case 'unhold':
          interviewer.unhold();
          return;
        case 'clear': {
          const cut = interviewer.silence('candidate');
          bridge.control({ type: 'cleared', itemId: cut?.itemId ?? null, heardMs: cut?.heardMs ?? 0 });
          return;
        }
        default:
          return;
      }
    },
    onBridgeQuiet() {
      if (hasBegun && (filler.isWaiting || hasSpoken(carry.frames))) filler.hurry();
    },
    onInterviewer(payload) {
      filler.stop();
      if (currentItem === null || !canTalk()) return;
      metrics.frames.inc({ direction: 'interviewer' });
      echoGuard.onInterviewer(payload);
      if (!interviewer.add(currentItem, payload)) metrics.stale.inc({ kind: 'playback_full' });
    },
    onBridgeLost() {
      currentItem = null;
      isResumed = false;
      replay.stop();
      if (carry.isBroken) interviewer.silence('loss');
      if (hasBegun) filler.begin();
    },
    apologise() {
      filler.stop();
      if (line === null) return 0;
      interviewer.silence('loss');
      const { apology } = clips();
      interviewer.say(apology);
      return apology.ms;
    },
  };
}
