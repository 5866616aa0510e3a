/**
 * The caller's end of the Media Streams protocol, for any WebSocket URL. The Twilio stand-in uses it as the carrier.
 * Tests use it as the browser (`/browser/media`). Messages, order and numbering: Twilio docs, "Media Streams –
 * WebSocket Messages". Frames are paced by the clock and carry 0xFF while the caller is silent.
 */
import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import { createCallerMicrophone } from './caller-microphone.ts';
import { type FrameClock, startFrameClock } from './frame-clock.ts';
import { createHeardRecord } from './heard-record.ts';
import type {
  MediaStreamClient,
  MediaStreamEvents,
  MediaStreamOptions,
  StreamClosed,
  StreamEnding,
} from './media-stream.ts';
import { openSocket } from './open-socket.ts';
import { createPlaybackBuffer, FRAME_BYTES, FRAME_MS, SILENCE } from './playback-buffer.ts';
import { randomSid } from './random-sid.ts';
import { createServerOrders } from './server-orders.ts';
import { createStreamWriter } from './stream-writer.ts';

const CLOSE_TIMEOUT_MS = 2_000;

/**
 * Connects, sends `connected` and `start`, and starts sending frames.
 * @throws UpgradeRefusedError when the upgrade does not succeed.
 */
export async function openMediaStream(options: MediaStreamOptions): Promise<MediaStreamClient> {
  const {
    accountSid = randomSid('AC'),
    callSid = randomSid('CA'),
    streamSid = randomSid('MZ'),
    customParameters = {},
  } = options;
  const playback = createPlaybackBuffer(options.playbackLimitMs);
  const microphone = createCallerMicrophone();
  const heard = createHeardRecord();
  const events = new EventEmitter<MediaStreamEvents>();
  const closing = Promise.withResolvers<StreamClosed>();
  let nowMs = 0;
  let withheldUntilMs = 0;
  let endedBy: 'caller' | null = null;

  const { socket, opened } = openSocket(options);
  let clock: FrameClock | undefined;
  const writer = createStreamWriter(socket, { accountSid, callSid, streamSid });
  const orders = createServerOrders({ streamSid, playback, writer, events, nowMs: () => nowMs });

  function passFrame(frameNumber: number): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    nowMs = frameNumber * FRAME_MS;
    const { audio, dueMarks } = playback.tick();
    orders.giveBack(dueMarks, false);
    heard.add(nowMs, audio);
    const isSilent = !microphone.isSpeaking;
    const said = microphone.takeFrame();
    if (nowMs >= withheldUntilMs) writer.sendFrame(isSilent ? null : said, nowMs);
    events.emit('frame', filledUp(audio), nowMs);
  }

  function begin(): void {
    writer.begin(customParameters);
    clock = startFrameClock({ onFrame: passFrame, onGap: () => {} });
  }

  function settle(code: number, reason: string): void {
    clock?.stop();
    microphone.hush();
    const outcome = { code, reason, by: endedBy ?? (code === 1006 ? 'network' : 'server') } as const;
    closing.resolve(outcome);
    events.emit('closed', outcome);
  }

  function end(ending: StreamEnding): Promise<StreamClosed> {
    if (endedBy || socket.readyState !== WebSocket.OPEN) return closing.promise;
    clock?.stop();
    microphone.hush();
    if (ending === 'stop') writer.send('stop', { stop: { accountSid, callSid } });
    endedBy = 'caller';
    if (ending === 'broken') {
      socket.terminate();
      return closing.promise;
    }
    socket.close(1000);
    const force = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
    return closing.promise.finally(() => clearTimeout(force));
  }

  socket.on('open', begin);
  socket.on('message', (data, isBinary) => {
    if (!endedBy) orders.receive(data, isBinary);
  });
  socket.on('close', (code, reason) => settle(code, reason.toString()));
  await opened;

  return {
    streamSid,
    callSid,
    accountSid,
    heard,
    marks: orders.marks,
    clears: orders.clears,
    violations: orders.violations,
    frames: writer.frames,
    events,
    closed: closing.promise,
    get isOpen() {
      return !endedBy && socket.readyState === WebSocket.OPEN;
    },
    get isSpeaking() {
      return microphone.isSpeaking;
    },
    get violationCount() {
      return orders.violationCount;
    },
    waitingMs: () => playback.waitingBytes / 8,
    say: (clip) => (socket.readyState === WebSocket.OPEN ? microphone.say(clip) : Promise.resolve(false)),
    hush: () => microphone.hush(),
    press: (digit) => writer.send('dtmf', { dtmf: { track: 'inbound_track', digit } }),
    loseMicrophone: (isGone) => writer.send('microphone', { microphone: { isGone } }),
    withholdFrames(ms) {
      withheldUntilMs = nowMs + ms;
    },
    withholdMarks: orders.withholdMarks,
    breakNetwork() {
      clock?.stop();
      socket.terminate();
    },
    hangUp() {
      if (!options.onHangUp) return end('stop');
      if (!endedBy) options.onHangUp();
      return closing.promise;
    },
    end,
  };
}

function filledUp(audio: Uint8Array): Uint8Array {
  if (audio.length === FRAME_BYTES) return audio;
  const frame = new Uint8Array(FRAME_BYTES).fill(SILENCE);
  frame.set(audio);
  return frame;
}
