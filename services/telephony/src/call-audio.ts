import type { ToTelephony } from '@ringback/shared/contract/media-link';
import { createCallerClock, silentFrame } from './domain/caller-clock.ts';
import { createPlayback, type HeardReport } from './domain/playback.ts';
import type { BridgeLine } from './link/bridge-line.ts';
import type { MediaLine } from './media-line.ts';
import type { TelephonyMetrics } from './telephony-metrics.ts';
import type { CallerMessage } from './twilio/messages.ts';

const tickMs = 20;
/** A line always sends frames, silent ones too: without any for so long it is gone, whatever the socket says. */
const frameSilenceMs = 8_000;

/** The audio of one call, both ways, between its media stream and its bridge. Waits for nothing. */
export interface CallAudio {
  readonly line: MediaLine | null;
  attach(line: MediaLine): void;
  /** Forgets the line and what was on its way to it. */
  detach(): void;
  onCaller(message: CallerMessage): void;
  onBridge(message: ToTelephony): void;
  onInterviewer(payload: string): void;
}

export function createCallAudio(options: {
  bridge: BridgeLine;
  metrics: TelephonyMetrics;
  /** The line does not read, or has stopped sending. */
  onStuck: (line: MediaLine, reason: string) => void;
}): CallAudio {
  const { bridge, metrics, onStuck } = options;
  const playback = createPlayback();
  let callerClock = createCallerClock();
  let line: MediaLine | null = null;
  let currentItem: string | null = null;
  let ticker: NodeJS.Timeout | null = null;

  function pump(): void {
    if (line === null) return;
    const sends = playback.takeDue(Date.now());
    if (sends.length > 0 && !line.send(sends)) onStuck(line, 'does not read');
  }

  function tick(): void {
    if (line === null) return;
    if (callerClock.silentForMs(Date.now()) > frameSilenceMs) {
      onStuck(line, 'no frames');
      return;
    }
    for (let frames = callerClock.takeSilence(Date.now()); frames > 0; frames--) {
      metrics.frames.inc({ direction: 'padded' });
      bridge.audio(0, silentFrame);
    }
  }

  function tellHeard(heard: HeardReport | null): void {
    if (heard !== null) bridge.control({ type: 'heard', ...heard });
  }

  return {
    get line() {
      return line;
    },
    attach(candidate) {
      line = candidate;
      callerClock = createCallerClock();
      ticker ??= setInterval(tick, tickMs);
    },
    detach() {
      line = null;
      if (ticker !== null) clearInterval(ticker);
      ticker = null;
      playback.clear(Date.now());
    },
    onCaller(message) {
      switch (message.type) {
        case 'media':
          metrics.frames.inc({ direction: 'caller' });
          callerClock.onFrame(Date.now());
          bridge.audio(message.timestampMs, message.payload);
          return;
        case 'mark': {
          const heard = playback.mark(message.name, Date.now());
          if (heard === null) metrics.stale.inc({ kind: 'mark' });
          tellHeard(heard);
          pump();
          return;
        }
        case 'dtmf':
          bridge.control({ type: 'key', digit: message.digit });
          return;
        default:
          return;
      }
    },
    onBridge(message) {
      if (message.type === 'item_started') currentItem = message.itemId;
      else if (message.type === 'item_finished') tellHeard(playback.finish(message.itemId));
      else if (message.type === 'clear') {
        const cut = playback.clear(Date.now());
        if (cut !== null) line?.clear();
        bridge.control({ type: 'cleared', itemId: cut?.itemId ?? null, heardMs: cut?.heardMs ?? 0 });
      }
    },
    onInterviewer(payload) {
      if (currentItem === null || line === null) return;
      metrics.frames.inc({ direction: 'interviewer' });
      if (!playback.add(currentItem, payload)) metrics.stale.inc({ kind: 'playback_full' });
      pump();
    },
  };
}
