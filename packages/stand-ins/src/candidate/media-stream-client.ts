/**
 * The caller's end of the Media Streams protocol, for any WebSocket URL. The Twilio stand-in uses it as the carrier;
 * tests use it as the browser (`/browser/media`). Messages, order and numbering: Twilio docs, "Media Streams –
 * WebSocket Messages". Frames are paced by the clock and carry 0xFF while the caller is silent.
 */
import { EventEmitter } from 'node:events';
import type { RawData } from 'ws';
import { WebSocket } from 'ws';
import { createCallerMicrophone } from './caller-microphone.ts';
import { type FrameClock, startFrameClock } from './frame-clock.ts';
import { createHeardRecord } from './heard-record.ts';
import type {
  MediaStreamClient,
  MediaStreamEvents,
  MediaStreamOptions,
  ReturnedMark,
  StreamClosed,
  StreamEnding,
} from './media-stream.ts';
import { openSocket } from './open-socket.ts';
import { createPlaybackBuffer, FRAME_BYTES, FRAME_MS, SILENCE } from './playback-buffer.ts';
import { randomSid } from './random-sid.ts';
import { readServerMessage, type Violation } from './server-message.ts';

const SILENT_PAYLOAD = Buffer.alloc(FRAME_BYTES, SILENCE).toString('base64');
const KEPT_VIOLATIONS = 100;
const KEPT_MARKS = 10_000;
/** Beyond this the server is not reading, and frames are dropped as a carrier would drop them. */
const SEND_LIMIT_BYTES = 1024 * 1024;
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
  const marks: ReturnedMark[] = [];
  const clears: number[] = [];
  const violations: Violation[] = [];
  let violationCount = 0;
  const frames = { sent: 0, dropped: 0 };
  let sequenceNumber = 0;
  let chunk = 0;
  let nowMs = 0;
  let withheldUntilMs = 0;
  let marksAreLost = false;
  let endedBy: 'caller' | null = null;

  const { socket, opened } = openSocket(options);
  let clock: FrameClock | undefined;

  function send(event: string, body: Record<string, unknown>): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    sequenceNumber += 1;
    socket.send(JSON.stringify({ event, sequenceNumber: String(sequenceNumber), ...body, streamSid }));
  }

  function giveBack(names: readonly string[], isCleared: boolean): void {
    for (const name of names) {
      const mark = { name, atMs: nowMs, isCleared };
      if (marks.length < KEPT_MARKS) marks.push(mark);
      if (marksAreLost) continue;
      send('mark', { mark: { name } });
      events.emit('mark', mark);
    }
  }

  function complain(violation: Violation): void {
    violationCount += 1;
    if (violations.length < KEPT_VIOLATIONS) violations.push(violation);
    events.emit('violation', violation);
  }

  function receive(data: RawData, isBinary: boolean): void {
    if (endedBy) return;
    const message = readServerMessage(data, isBinary, streamSid);
    if ('kind' in message) complain(message);
    else if (message.type === 'mark') {
      if (playback.mark(message.name)) giveBack([message.name], false);
    } else if (message.type === 'clear') {
      clears.push(nowMs);
      giveBack(playback.clear(), true);
      events.emit('clear', nowMs);
    } else if (!playback.enqueue(message.audio)) {
      complain({ kind: 'buffer_overflow', code: 31931, detail: `${message.audio.length} bytes dropped` });
    }
  }

  function sendFrame(audio: Uint8Array, isSilent: boolean): void {
    if (socket.bufferedAmount > SEND_LIMIT_BYTES) {
      frames.dropped += 1;
      return;
    }
    sequenceNumber += 1;
    chunk += 1;
    frames.sent += 1;
    const payload = isSilent
      ? SILENT_PAYLOAD
      : Buffer.from(audio.buffer, audio.byteOffset, audio.length).toString('base64');
    socket.send(
      `{"event":"media","sequenceNumber":"${sequenceNumber}","media":{"track":"inbound","chunk":"${chunk}",` +
        `"timestamp":"${nowMs}","payload":"${payload}"},"streamSid":"${streamSid}"}`,
    );
  }

  function passFrame(frameNumber: number): void {
    if (socket.readyState !== WebSocket.OPEN) return;
    nowMs = frameNumber * FRAME_MS;
    const { audio, dueMarks } = playback.tick();
    giveBack(dueMarks, false);
    heard.add(nowMs, audio);
    const isSilent = !microphone.isSpeaking;
    const said = microphone.takeFrame();
    if (nowMs >= withheldUntilMs) sendFrame(said, isSilent);
    events.emit('frame', filledUp(audio), nowMs);
  }

  function begin(): void {
    socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }));
    send('start', {
      start: {
        accountSid,
        streamSid,
        callSid,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters,
      },
    });
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
    if (ending === 'stop') send('stop', { stop: { accountSid, callSid } });
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
  socket.on('message', receive);
  socket.on('close', (code, reason) => settle(code, reason.toString()));
  await opened;

  return {
    streamSid,
    callSid,
    accountSid,
    heard,
    marks,
    clears,
    violations,
    frames,
    events,
    closed: closing.promise,
    get isOpen() {
      return !endedBy && socket.readyState === WebSocket.OPEN;
    },
    get isSpeaking() {
      return microphone.isSpeaking;
    },
    get violationCount() {
      return violationCount;
    },
    waitingMs: () => playback.waitingBytes / 8,
    say: (clip) => (socket.readyState === WebSocket.OPEN ? microphone.say(clip) : Promise.resolve(false)),
    hush: () => microphone.hush(),
    press: (digit) => send('dtmf', { dtmf: { track: 'inbound_track', digit } }),
    loseMicrophone: (isGone) => send('microphone', { microphone: { isGone } }),
    withholdFrames(ms) {
      withheldUntilMs = nowMs + ms;
    },
    withholdMarks() {
      marksAreLost = true;
    },
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
