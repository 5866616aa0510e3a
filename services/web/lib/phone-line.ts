import type { DebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { FromCaller } from '@ringback/shared/contract/media-stream';
import type { AudioDevice, AudioDeviceEvents } from './audio-device.ts';
import { parseBase64 } from './base64.ts';
import { createFramePacker } from './caller-frames.ts';
import { toLevel } from './loudness.ts';
import {
  createStreamWriter,
  newStreamSid,
  parseToCaller,
  type StreamWriter,
} from './media-stream-messages.ts';
import { decodeMulaw } from './mulaw.ts';
import { createResampler } from './resampler.ts';

/** `blocked`: the browser wants a gesture before it lets audio run. */
export type LineState =
  | { phase: 'connecting' | 'open' | 'blocked' | 'reattaching' }
  | { phase: 'closed'; reason: 'hung_up' | 'left' | 'ended' | 'lost' | 'no_audio' };

export interface PhoneLineOptions {
  /** Telephony's `/browser/media`. */
  mediaUrl: string;
  /** A fresh single-use media token for every attachment; may throw ApiError. */
  fetchToken: () => Promise<string>;
  openDevice: (events: AudioDeviceEvents) => Promise<AudioDevice>;
  changed: (state: LineState) => void;
  log: DebugLog;
}

/** The browser as the phone: one microphone, one loudspeaker, one media stream of one session. */
export interface PhoneLine {
  readonly state: LineState;
  readonly isMuted: boolean;
  /** Root mean square of the last 20 ms, the candidate's before muting. */
  levels(): { candidate: number; interviewer: number };
  setMuted(isMuted: boolean): void;
  /** Within a gesture, when the line is `blocked`. */
  resume(): void;
  /** Says `stop`: the call is over. Twice is safe. */
  hangUp(): void;
  /** Lets go without a `stop`: the call may be taken up again within 10 s. Twice is safe. */
  close(reason: 'left' | 'ended'): void;
}

/** A stream that closed without `stop` may be replaced for so long (interfaces, "Browser audio"). */
const reattachWithinMs = 10_000;
const reattachAfterMs = 300;
const openWithinMs = 5_000;
/** A stream that lived shorter was probably refused: telephony answers a bad `start` by closing. */
const stableAfterMs = 2_000;
/** About 4 s of frames: a socket that does not take them is dead, and late audio is worse than none. */
const sendLimitBytes = 64 * 1024;
const telephoneHz = 8_000;

interface Attachment {
  socket: WebSocket;
  streamSid: string;
  writer: StreamWriter;
  isStarted: boolean;
  startedAt: number;
}

/** Opens the audio and attaches it to the call; everything that goes wrong ends in a state. */
export function startPhoneLine(options: PhoneLineOptions): PhoneLine {
  const { log } = options;
  let state: LineState = { phase: 'connecting' };
  let device: AudioDevice | undefined;
  let attachment: Attachment | undefined;
  let generation = 0;
  let lostAt: number | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isMuted = false;
  let levels = { candidate: 0, interviewer: 0 };
  let toTelephone = createResampler(telephoneHz, telephoneHz);
  let fromTelephone = toTelephone;
  let packer = createFramePacker();

  function become(next: LineState): void {
    if (state.phase === 'closed' || state.phase === next.phase) return;
    state = next;
    options.changed(next);
  }

  function say({ socket }: Attachment, message: FromCaller): void {
    // Between the other side's close and its event a socket takes nothing any more.
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function settle(): void {
    if (device && !device.isRunning) become({ phase: 'blocked' });
    else if (attachment?.isStarted) become({ phase: 'open' });
    else become({ phase: lostAt === null ? 'connecting' : 'reattaching' });
  }

  function detach(): void {
    generation += 1;
    clearTimeout(retry);
    const retired = attachment?.socket;
    attachment = undefined;
    if (!retired) return;
    retired.onopen = retired.onmessage = retired.onclose = null;
    retired.close(1000);
  }

  function finish(reason: Extract<LineState, { phase: 'closed' }>['reason']): void {
    if (state.phase === 'closed') return;
    detach();
    device?.close();
    levels = { candidate: 0, interviewer: 0 };
    log('phone line closed', { reason });
    become({ phase: 'closed', reason });
  }

  function attach(): void {
    detach();
    const own = generation;
    options.fetchToken().then(
      (token) => {
        if (own === generation && state.phase !== 'closed') open(token);
      },
      (error: unknown) => {
        if (own !== generation || state.phase === 'closed') return;
        // The session is over or was never there: no token will be given for it again.
        if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
          finish('ended');
        } else lost('no media token');
      },
    );
  }

  function open(token: string): void {
    const streamSid = newStreamSid();
    const socket = new WebSocket(options.mediaUrl);
    const writer = createStreamWriter(streamSid);
    const own: Attachment = { socket, streamSid, writer, isStarted: false, startedAt: 0 };
    attachment = own;
    retry = setTimeout(() => lost('no answer'), openWithinMs);
    socket.onopen = () => {
      clearTimeout(retry);
      packer = createFramePacker();
      say(own, writer.connected());
      say(own, writer.start(token));
      own.isStarted = true;
      own.startedAt = Date.now();
      log('media stream started', { streamSid });
      settle();
    };
    socket.onmessage = ({ data }) => hear(own, data);
    socket.onclose = ({ code }) => {
      if (code === closeCodes.sessionClosed) finish('ended');
      else lost(`close code ${code}`);
    };
  }

  function lost(reason: string): void {
    const wasStable = attachment?.isStarted && Date.now() - attachment.startedAt >= stableAfterMs;
    if (wasStable || lostAt === null) lostAt = Date.now();
    detach();
    device?.clear();
    fromTelephone.reset();
    log('media stream lost', { reason });
    if (Date.now() - lostAt >= reattachWithinMs) {
      finish('lost');
      return;
    }
    settle();
    retry = setTimeout(attach, reattachAfterMs);
  }

  function hear({ streamSid }: Attachment, data: unknown): void {
    const message = parseToCaller(data, streamSid);
    if (message === null) {
      log('media message not understood');
      return;
    }
    if (message.event === 'clear') {
      fromTelephone.reset();
      device?.clear();
    } else if (message.event === 'mark') device?.mark(`${streamSid} ${message.mark.name}`);
    else {
      const bytes = parseBase64(message.media.payload);
      if (bytes) device?.play(fromTelephone.process(decodeMulaw(bytes)));
    }
  }

  const events: AudioDeviceEvents = {
    captured(samples, playedLevel) {
      levels = { candidate: toLevel(samples), interviewer: playedLevel };
      const frames = packer.pack(toTelephone.process(samples), isMuted);
      if (!attachment?.isStarted || attachment.socket.bufferedAmount > sendLimitBytes) return;
      for (const frame of frames) say(attachment, attachment.writer.media(frame));
    },
    played(mark) {
      const [streamSid, name] = [mark.slice(0, mark.indexOf(' ')), mark.slice(mark.indexOf(' ') + 1)];
      if (!attachment || attachment.streamSid !== streamSid) return;
      say(attachment, attachment.writer.mark(name));
    },
    overflowed: (samples) => log('playback queue overflowed', { samples }),
    runningChanged: () => settle(),
  };

  options.openDevice(events).then(
    (opened) => {
      if (state.phase === 'closed') {
        opened.close();
        return;
      }
      device = opened;
      toTelephone = createResampler(opened.sampleRate, telephoneHz);
      fromTelephone = createResampler(telephoneHz, opened.sampleRate);
      settle();
      attach();
    },
    (error: unknown) => {
      log('audio could not be opened', { reason: String(error) });
      finish('no_audio');
    },
  );

  return {
    get state() {
      return state;
    },
    get isMuted() {
      return isMuted;
    },
    levels: () => levels,
    setMuted(wanted) {
      isMuted = wanted;
    },
    resume() {
      device?.resume().then(settle, (error: unknown) => log('audio not resumed', { reason: String(error) }));
    },
    hangUp() {
      if (attachment?.isStarted) say(attachment, attachment.writer.stop());
      finish('hung_up');
    },
    close: finish,
  };
}
