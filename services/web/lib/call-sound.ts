import type { ApiClient } from '@ringback/shared/client/api-client';
import type { DebugLog } from '@ringback/shared/client/debug-log';
import { openAudioDevice } from './audio-device.ts';
import type { Handover } from './handover.ts';
import { closeMicrophone, isMicrophoneGranted, openMicrophone } from './microphone.ts';
import type { MicrophoneState } from './microphone-watch.ts';
import { type PagePhone, type SoundState, startPagePhone } from './page-phone.ts';
import { type DeviceOpeners, openPhoneDevice } from './phone-device.ts';
import { readStreams, rememberStream } from './remembered.ts';
import { createSoundLock } from './sound-lock.ts';

const openers: DeviceOpeners = {
  heard: openAudioDevice,
  // Few calls need it.
  unheard: async (microphone, events) =>
    (await import('./listening-device.ts')).openListeningDevice(microphone, events),
  // Browsers before Chrome 72, Firefox 120 and Safari 16.4 do not say. Their page offers the gesture.
  wasTouched: () => navigator.userActivation?.hasBeenActive ?? false,
};

/** Where the sound of a browser call is, if another page has it. */
export type SoundElsewhere = 'another_tab' | 'another_device' | null;

/** The sound of this page. `looking` until it is known whether the page has the sound. Null when it has none. */
export type PageSound = SoundState | { phase: 'looking' } | null;

/** This page's part in the sound of a call. It either has the phone or only watches. */
export interface CallSound {
  readonly phone: PagePhone | null;
  /** Told of the media stream that the session's record names. */
  recordNames(streamSid: string | null): void;
  /** Joins with what the click on "start" has opened. */
  joinByHandover(audio: NonNullable<Handover['audio']>): void;
  /**
   * Takes the microphone and joins the call, within a gesture, unless another page has the sound. @throws
   * MicrophoneError
   */
  takeUp(): Promise<void>;
  /** After a reload: continues without a click if the microphone is granted and no other page has the sound. */
  takeUpIfGranted(): Promise<void>;
  /** Continues the same call with this microphone. @throws MicrophoneError */
  changeMicrophone(deviceId: string): Promise<void>;
  /** The network is gone, or back. */
  networkChanged(isThere: boolean): void;
  /** Another connection on this network has fallen silent. Sound that can still be heard is left alone. */
  suspectNetwork(): void;
  /** Releases the sound. Twice is safe. */
  close(reason: 'left' | 'ended'): void;
}

interface Options {
  sessionId: string;
  mediaUrl: string;
  api: Pick<ApiClient, 'mediaToken'>;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
  changed: (change: {
    microphone?: MicrophoneState | null;
    sound?: PageSound;
    elsewhere?: SoundElsewhere;
  }) => void;
  log: DebugLog;
}

/**
 * One page has the sound. The record names it by the media stream that telephony accepted. If that stream is not this
 * tab's, it belongs to another tab (tabs share a lock in the browser) or to another device.
 */
export function createCallSound(options: Options): CallSound {
  const { sessionId, mediaUrl, api, reattachMs, changed, log } = options;
  const lock = createSoundLock(sessionId);
  /** Streams of this tab, including those from before a reload. */
  const own = new Set(readStreams(sessionId));
  let phone: PagePhone | null = null;
  let recordStream: string | null = null;
  let elsewhere: SoundElsewhere = null;
  let isWaiting = false;
  let isClosed = false;

  function become(next: SoundElsewhere): void {
    if (isClosed || next === elsewhere) return;
    elsewhere = next;
    log('sound of this call', { elsewhere: next });
    changed({ elsewhere: next });
  }

  async function look(): Promise<void> {
    const isTab = await lock.isElsewhere();
    const isForeign = recordStream !== null && !own.has(recordStream);
    if (isTab) become('another_tab');
    else become(isForeign ? 'another_device' : null);
    if (!isTab || isWaiting || isClosed) return;
    isWaiting = true;
    const isFree = await lock.whenFree();
    isWaiting = false;
    if (isFree) lookSoon();
  }

  function lookSoon(): void {
    look().catch((error: unknown) => log('sound lock could not be checked', { reason: String(error) }));
  }

  function start(microphone: MediaStream, firstToken: string | undefined): void {
    let token = firstToken;
    phone = startPagePhone({
      mediaUrl,
      reattachMs,
      fetchToken: async () => {
        const first = token;
        token = undefined;
        return first ?? (await api.mediaToken(sessionId)).token;
      },
      openDevice: (events) => openPhoneDevice(microphone, events, openers),
      streamStarted(streamSid) {
        own.add(streamSid);
        rememberStream(sessionId, streamSid);
      },
      changed(sound) {
        changed({ sound });
        // The record now names the page that has the sound.
        if (sound.phase === 'closed') lookSoon();
      },
      microphoneLost: (microphone) => changed({ microphone }),
      log,
    });
    changed({ sound: phone.state, microphone: null });
    lookSoon();
  }

  async function join(audio: NonNullable<Handover['audio']>): Promise<void> {
    await lock.take();
    if (isClosed) closeMicrophone(audio.microphone);
    else start(audio.microphone, audio.token);
  }

  async function takeUp(): Promise<void> {
    await look();
    if (elsewhere !== null || isClosed) return;
    if (!(await lock.take())) return look();
    const microphone = await openMicrophone();
    // The page may have been left while the browser asked for permission.
    if (isClosed) return closeMicrophone(microphone);
    phone?.close('left');
    start(microphone, undefined);
  }

  return {
    get phone() {
      return phone;
    },
    recordNames(streamSid) {
      if (streamSid === recordStream) return;
      recordStream = streamSid;
      lookSoon();
    },
    joinByHandover(audio) {
      join(audio).catch((error: unknown) => log('sound could not be taken', { reason: String(error) }));
    },
    takeUp,
    async takeUpIfGranted() {
      try {
        if (phone === null && (await isMicrophoneGranted())) await takeUp();
      } catch (error) {
        // The page then offers to continue by hand, and says what is wrong.
        log('call not taken up', { reason: String(error) });
      }
      if (!isClosed) changed({ sound: phone?.state ?? null });
    },
    async changeMicrophone(deviceId) {
      const microphone = await openMicrophone(deviceId);
      // The call may be over, or the page left, by the time permission is granted.
      if (phone === null || isClosed) closeMicrophone(microphone);
      else phone.changeMicrophone(microphone);
    },
    networkChanged(isThere) {
      if (isThere) phone?.retryNow();
      else phone?.doubt('offline');
    },
    suspectNetwork: () => phone?.suspect('logs socket silent'),
    close(reason) {
      phone?.close(reason);
      if (reason === 'ended' || isClosed) return;
      isClosed = true;
      lock.release();
    },
  };
}
