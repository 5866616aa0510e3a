import type { ApiClient } from '@ringback/shared/client/api-client';
import type { DebugLog } from '@ringback/shared/client/debug-log';
import { openAudioDevice } from './audio-device.ts';
import type { Handover } from './handover.ts';
import { createLineLock } from './line-lock.ts';
import { closeMicrophone, isMicrophoneGranted, openMicrophone } from './microphone.ts';
import type { MicrophoneState } from './microphone-watch.ts';
import { type LineState, type PhoneLine, startPhoneLine } from './phone-line.ts';
import { readStreams, rememberStream } from './remembered.ts';

/** Where the sound of a browser call is, if it is not on this page and somebody else has it. */
export type LineElsewhere = 'another_tab' | 'another_device' | null;

/** The phone of this page; `looking` until it is known whether it has one, null when it has none. */
export type PageLine = LineState | { phase: 'looking' } | null;

/** This page's part in the sound of a session: the phone itself, or somebody who watches. */
export interface SessionLine {
  readonly phone: PhoneLine | null;
  /** Told of the media stream that the session's record names. */
  recordNames(streamSid: string | null): void;
  /** With what the click on "start" has opened. */
  joinByHandover(audio: NonNullable<Handover['audio']>): void;
  /** Takes the microphone and joins the call, within a gesture; not when the sound is elsewhere. @throws MicrophoneError */
  takeUp(): Promise<void>;
  /** After a reload: goes on without a click where the microphone is granted and no other page has the sound. */
  takeUpIfGranted(): Promise<void>;
  /** Goes on in the same call with this microphone. @throws MicrophoneError */
  changeMicrophone(deviceId: string): Promise<void>;
  /** The network is gone, or back. */
  networkChanged(isThere: boolean): void;
  /** Something else on this network has fallen silent; a sound that is heard is not touched. */
  suspectNetwork(): void;
  /** Lets the sound go; twice is safe. */
  close(reason: 'left' | 'ended'): void;
}

interface Options {
  sessionId: string;
  mediaUrl: string;
  api: Pick<ApiClient, 'mediaToken'>;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
  changed: (line: {
    microphone?: MicrophoneState | null;
    line?: PageLine;
    elsewhere?: LineElsewhere;
  }) => void;
  log: DebugLog;
}

/**
 * One page has the sound. Which one is on record, as the media stream that telephony has taken: a stream that is
 * not of this tab is another tab's (they share a lock in the browser) or another device's.
 */
export function createSessionLine(options: Options): SessionLine {
  const { sessionId, mediaUrl, api, reattachMs, changed, log } = options;
  const lock = createLineLock(sessionId);
  /** Streams of this tab, before a reload too. */
  const own = new Set(readStreams(sessionId));
  let phone: PhoneLine | null = null;
  let recordStream: string | null = null;
  let elsewhere: LineElsewhere = null;
  let isWaiting = false;
  let isClosed = false;

  function become(next: LineElsewhere): void {
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
    look().catch((error: unknown) => log('line lock not asked', { reason: String(error) }));
  }

  function start(microphone: MediaStream, firstToken: string | undefined): void {
    let token = firstToken;
    phone = startPhoneLine({
      mediaUrl,
      reattachMs,
      fetchToken: async () => {
        const first = token;
        token = undefined;
        return first ?? (await api.mediaToken(sessionId)).token;
      },
      openDevice: (events) => openAudioDevice(microphone, events),
      streamStarted(streamSid) {
        own.add(streamSid);
        rememberStream(sessionId, streamSid);
      },
      changed(line) {
        changed({ line });
        // The page that has the sound now is on record.
        if (line.phase === 'closed') lookSoon();
      },
      microphoneLost: (microphone) => changed({ microphone }),
      log,
    });
    changed({ line: phone.state, microphone: null });
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
      join(audio).catch((error: unknown) => log('line not taken', { reason: String(error) }));
    },
    takeUp,
    async takeUpIfGranted() {
      try {
        if (phone === null && (await isMicrophoneGranted())) await takeUp();
      } catch (error) {
        // The page offers to continue by hand, and says what is wrong then.
        log('call not taken up', { reason: String(error) });
      }
      if (!isClosed) changed({ line: phone?.state ?? null });
    },
    async changeMicrophone(deviceId) {
      const microphone = await openMicrophone(deviceId);
      // The call may be over, or the page left, by the time that it is granted.
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
