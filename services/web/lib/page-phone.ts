import type { DebugLog } from '@ringback/shared/client/debug-log';
import type { ToCaller } from '@ringback/shared/contract/media-stream';
import type { AudioDevice } from './audio-device.ts';
import { toLevel } from './loudness.ts';
import {
  type MediaAttachment,
  type MediaAttachmentOptions,
  startMediaAttachment,
} from './media-attachment.ts';
import { closeMicrophone } from './microphone.ts';
import type { MicrophoneState } from './microphone-watch.ts';
import type { PhoneDeviceEvents } from './phone-device.ts';
import { createTelephoneAudio } from './telephone-audio.ts';

/**
 * `blocked`: the browser wants a gesture before it lets audio run. `unheard`: the call goes on, and nothing can be played
 * here. `lostAt` in epoch ms of this browser.
 */
export type SoundState =
  | { phase: 'connecting' | 'open' | 'unheard' | 'blocked' }
  | { phase: 'reattaching'; lostAt: number }
  | { phase: 'closed'; reason: 'hung_up' | 'left' | 'ended' | 'lost' | 'no_audio' };

export interface PagePhoneOptions
  extends Pick<MediaAttachmentOptions, 'mediaUrl' | 'fetchToken' | 'reattachMs'> {
  openDevice: (events: PhoneDeviceEvents) => Promise<AudioDevice>;
  /** A media stream of this phone has begun. The record will name it. */
  streamStarted?: (streamSid: string) => void;
  changed: (state: SoundState) => void;
  /** Null: it works again. */
  microphoneLost: (microphone: MicrophoneState | null) => void;
  log: DebugLog;
}

/** The browser as the phone: one microphone, one loudspeaker, one media stream of one session. */
export interface PagePhone {
  readonly state: SoundState;
  readonly isMuted: boolean;
  /** Root mean square of the last 20 ms. The candidate's is measured before muting. */
  levels(): { candidate: number; interviewer: number };
  setMuted(isMuted: boolean): void;
  /** Continues the same call with another microphone, which the phone then owns. */
  changeMicrophone(microphone: MediaStream): void;
  /** Call it within a gesture when the phone is `blocked`. */
  resume(): void;
  /** The network is gone: the stream counts as lost. */
  doubt(reason: string): void;
  /** The network may be gone. A stream that is not heard counts as lost until it is heard or another one is open. */
  suspect(reason: string): void;
  /** The network is back: skips the wait between two attempts. */
  retryNow(): void;
  /** Says `stop`: the call is over. Twice is safe. */
  hangUp(): void;
  /** Closes without a `stop`, so that the call can be rejoined for a while. Twice is safe. */
  close(reason: 'left' | 'ended'): void;
}

/** Opens the audio and attaches it to the call. Everything that goes wrong ends in a state. */
export function startPagePhone(options: PagePhoneOptions): PagePhone {
  const { log } = options;
  let state: SoundState = { phase: 'connecting' };
  let device: AudioDevice | undefined;
  let attachment: MediaAttachment | undefined;
  let isMuted = false;
  let isMicrophoneGone = false;
  let levels = { candidate: 0, interviewer: 0 };
  const audio = createTelephoneAudio();

  function become(next: SoundState): void {
    if (state.phase === 'closed' || state.phase === next.phase) return;
    state = next;
    options.changed(next);
  }

  function settle(): void {
    const attached = attachment?.state ?? 'connecting';
    if (device && !device.isRunning) become({ phase: 'blocked' });
    else if (attached === 'reattaching')
      become({ phase: attached, lostAt: attachment?.lostAt ?? Date.now() });
    else if (attached === 'attached') become({ phase: device?.hasOutput === false ? 'unheard' : 'open' });
    else become({ phase: attached });
  }

  function finish(reason: Extract<SoundState, { phase: 'closed' }>['reason']): void {
    if (state.phase === 'closed') return;
    attachment?.close();
    device?.close();
    levels = { candidate: 0, interviewer: 0 };
    log('phone of the page closed', { reason });
    become({ phase: 'closed', reason });
  }

  function silence(): void {
    audio.silence();
    device?.clear();
  }

  function hear(message: ToCaller, streamSid: string): void {
    if (message.event === 'clear') silence();
    else if (message.event === 'mark') device?.mark(`${streamSid} ${message.mark.name}`);
    else if (message.event === 'media') {
      const samples = audio.fromTelephone(message.media.payload);
      if (samples) device?.play(samples);
    }
  }

  /** The interviewer is told too. Otherwise they would take it for silence. */
  function microphoneChanged(microphone: MicrophoneState): void {
    if (microphone.isGone === isMicrophoneGone || state.phase === 'closed') return;
    isMicrophoneGone = microphone.isGone;
    log(isMicrophoneGone ? 'microphone lost' : 'microphone there again');
    attachment?.say((writer) => [writer.microphone(isMicrophoneGone)]);
    options.microphoneLost(isMicrophoneGone ? microphone : null);
  }

  const events: PhoneDeviceEvents = {
    captured(samples, playedLevel) {
      levels = { candidate: toLevel(samples), interviewer: playedLevel };
      const frames = audio.toTelephone(samples, isMuted);
      attachment?.sayInTime((writer) => frames.map(writer.media));
    },
    played(mark) {
      const at = mark.indexOf(' ');
      if (attachment?.streamSid === mark.slice(0, at)) {
        attachment.say((writer) => [writer.mark(mark.slice(at + 1))]);
      }
    },
    overflowed: (samples) => log('playback queue overflowed', { samples }),
    runningChanged: () => settle(),
    reopened(opened) {
      log('audio opened again', { sampleRate: opened.sampleRate, hasOutput: opened.hasOutput });
      audio.deviceOpened(opened.sampleRate);
    },
    problem: (reason) => log('audio could not be opened again', { reason }),
    microphoneChanged,
  };

  function attach(): void {
    attachment = startMediaAttachment({
      mediaUrl: options.mediaUrl,
      fetchToken: options.fetchToken,
      reattachMs: options.reattachMs,
      cancelsEcho: () => device?.cancelsEcho ?? false,
      hear,
      started(streamSid) {
        audio.streamStarted();
        options.streamStarted?.(streamSid);
      },
      changed(next) {
        if (next === 'reattaching') silence();
        if (next === 'attached' && isMicrophoneGone) attachment?.say((writer) => [writer.microphone(true)]);
        settle();
      },
      closed: finish,
      log,
    });
  }

  options.openDevice(events).then(
    (opened) => {
      if (state.phase === 'closed') {
        opened.close();
        return;
      }
      device = opened;
      audio.deviceOpened(opened.sampleRate);
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
    changeMicrophone(microphone) {
      if (device === undefined || state.phase === 'closed') return closeMicrophone(microphone);
      device.changeMicrophone(microphone);
      microphoneChanged({ isGone: false, name: '' });
    },
    resume() {
      device?.resume().then(settle, (error: unknown) => log('audio not resumed', { reason: String(error) }));
    },
    doubt: (reason) => attachment?.doubt(reason),
    suspect: (reason) => attachment?.suspect(reason),
    retryNow: () => attachment?.retryNow(),
    hangUp() {
      attachment?.say((writer) => [writer.stop()]);
      finish('hung_up');
    },
    close: finish,
  };
}
