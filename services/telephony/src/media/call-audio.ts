import type { Levels } from '@ringback/shared/contract/levels';
import type { ToTelephony } from '@ringback/shared/contract/media-link';
import type { LineLoss } from '../domain/call-state.ts';
import { createCarryOver } from '../domain/carry-over.ts';
import { createEchoGuard } from '../domain/echo-guard.ts';
import type { MediaStreamSender } from '../domain/line-port.ts';
import type { BridgeSearch } from '../link/bridge-search.ts';
import type { TelephonyMetrics } from '../telephony-metrics.ts';
import type { CallerMessage } from '../twilio/messages.ts';
import { createCallLevels } from './call-levels.ts';
import { createCallerAudio } from './caller-audio.ts';
import { createCandidatePresence } from './candidate-presence.ts';
import { hearBridge } from './hear-bridge.ts';
import { createInterviewerAudio } from './interviewer-audio.ts';
import { type EveryTick, startMediaTick } from './media-tick.ts';
import type { OwnClips } from './own-clips.ts';

type OrderedBridge = Pick<BridgeSearch, 'isReady' | 'audio' | 'control'>;

/** The audio of one call, both ways, between its media stream and its bridge. Waits for nothing. */
export interface CallAudio {
  readonly line: MediaStreamSender | null;
  readonly timers: number;
  /** Some bridge has been ready. Since then the caller's audio is kept until it is on the record. */
  readonly hasBegun: boolean;
  /** Neither side is heard. */
  readonly isQuiet: boolean;
  attach(line: MediaStreamSender): void;
  /** The line may be used. If the bridge was told that the candidate is gone, it is told that they are back. */
  begin(): void;
  /** The line is gone and may come back. The bridge is told how much was heard, and that the candidate is gone. */
  lose(): void;
  /** The bridge goes on with another telephony. It is told how much was heard. */
  release(): void;
  /** A message of a media stream. One that has lost the call changes nothing. */
  onCaller(from: MediaStreamSender, message: CallerMessage): void;
  onBridge(message: ToTelephony): void;
  onInterviewer(payload: string): void;
  onBridgeQuiet(): void;
  /** The bridge is gone. Whole items play on, an item without its end is cut, and what is not on the record is kept. */
  onBridgeLost(): void;
  /** The call is over here, and nothing more is sent. */
  close(): void;
  /** Plays the apology, and hears no bridge any more. Returns how long it takes, in ms. 0 without a line. */
  apologise(): number;
}

/** What telephony says is heard by the bridge behind the caller's audio from before it. */
function keepOrder(bridge: BridgeSearch, flush: () => void): OrderedBridge {
  return {
    get isReady() {
      return bridge.isReady;
    },
    audio: (timestampMs, payload) => bridge.audio(timestampMs, payload),
    control(message) {
      flush();
      bridge.control(message);
    },
  };
}

function fail(error: unknown): never {
  throw error;
}

export function createCallAudio(options: {
  bridge: BridgeSearch;
  metrics: TelephonyMetrics;
  /** The candidate's audio is joined to pieces of this many ms. 0, which is the default: each frame goes alone. */
  joinMs?: number;
  /** Default: a clock of its own. */
  everyTick?: EveryTick;
  /** In the current language of the interview. */
  clips: () => OwnClips;
  /** The interviewer speaks. */
  onSpoken: () => void;
  /** Tells those who watch how loud both sides are, and answers how many do. */
  publishLevels: (levels: Levels) => Promise<number>;
  /** Levels could not be told. Called once in a call. */
  onLevelsRefused: (error: unknown) => void;
  /** The line has stopped reading or sending. */
  onStuck: (line: MediaStreamSender, by: LineLoss) => void;
}): CallAudio {
  const { metrics, joinMs = 0, everyTick = startMediaTick(fail), clips, onSpoken, onStuck } = options;
  const bridge = keepOrder(options.bridge, () => caller.flush());
  const carry = createCarryOver();
  const echoGuard = createEchoGuard();
  let line: MediaStreamSender | null = null;
  /** Nothing may silence the apology or follow it. */
  let isApologising = false;
  const interviewer = createInterviewerAudio({
    ...{ bridge, carry, echoGuard, metrics, clips },
    line: () => line,
    isContested: () => caller.isContested,
    onStuck: (open) => onStuck(open, 'does not read'),
  });
  const levels = createCallLevels({
    atTheEar: () => interviewer.atTheEar,
    publish: options.publishLevels,
    onRefused: options.onLevelsRefused,
  });
  const caller = createCallerAudio({
    ...{ bridge, carry, echoGuard, metrics, joinMs, everyTick, onMicrophone },
    isPlaying: () => interviewer.isPlaying,
    isHeld: () => interviewer.isHeld,
    onTick: interviewer.tick,
    onHeard: levels.onFrame,
    onSilent() {
      if (line !== null) onStuck(line, 'no frames');
    },
  });

  const presence = createCandidatePresence({ bridge, carry, caller, hasLine: () => line !== null });

  /**
   * The interviewer says nothing to a candidate who cannot answer: they count as gone until their microphone is back.
   * Their silence is not an answer and ends no interview.
   */
  function onMicrophone(isGone: boolean): void {
    if (!isGone) {
      presence.tellBack();
      return;
    }
    interviewer.rest();
    interviewer.silence();
    presence.tellAway();
  }

  function letGo(): void {
    line = null;
    caller.stop();
    interviewer.rest();
  }

  return {
    get line() {
      return line;
    },
    get timers() {
      return caller.timers + interviewer.timers;
    },
    get hasBegun() {
      return caller.isKept;
    },
    get isQuiet() {
      return interviewer.waitingMs === 0 && caller.waitingMs === 0 && !caller.isSpeaking;
    },
    attach(candidate) {
      line = candidate;
      caller.start(candidate);
    },
    begin: presence.tellBack,
    lose() {
      letGo();
      interviewer.lineGone();
      caller.finish();
      presence.tellAway();
    },
    release() {
      interviewer.silence();
      caller.finish();
      letGo();
    },
    close() {
      caller.forget();
      letGo();
      interviewer.forget();
    },
    onCaller(from, message) {
      if (from !== line) {
        metrics.stale.inc({ kind: `caller_${message.type}` });
        return;
      }
      switch (message.type) {
        case 'media':
          caller.onFrame(message.timestampMs, message.payload);
          return;
        case 'mark':
          if (!interviewer.onMark(message.name)) metrics.stale.inc({ kind: 'mark' });
          return;
        case 'microphone':
          caller.onMicrophone(message.isGone);
          return;
        case 'dtmf':
          bridge.control({ type: 'key', digit: message.digit });
          return;
      }
    },
    onBridge(message) {
      if (!isApologising) hearBridge(message, { interviewer, caller, presence, carry });
    },
    onBridgeQuiet() {
      if (!isApologising && caller.isKept) interviewer.hurry();
    },
    onInterviewer(payload) {
      if (isApologising) return;
      onSpoken();
      interviewer.add(payload, line !== null && !caller.isDeaf);
    },
    onBridgeLost() {
      caller.forget();
      interviewer.lost();
      if (caller.isKept) interviewer.due();
    },
    apologise() {
      isApologising = true;
      interviewer.rest();
      return line === null ? 0 : interviewer.apologise();
    },
  };
}
