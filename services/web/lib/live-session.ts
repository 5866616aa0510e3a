import type { ApiClient, ConfigurationChange } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { newOperationId } from '@ringback/shared/client/operation-id';
import type { CommandResult } from '@ringback/shared/client/pending-commands';
import { foldMessage, fromView, type KnownSession, skipRevision } from '@ringback/shared/client/session-fold';
import {
  type Connection,
  type SessionMessage,
  startSessionSocket,
} from '@ringback/shared/client/session-socket';
import { watchWakeUps } from '@ringback/shared/client/wake-ups';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { JobConfigurationInput } from '@ringback/shared/contract/job-configuration';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { type AudioDevice, type AudioDeviceEvents, openAudioDevice } from './audio-device.ts';
import type { Handover } from './handover.ts';
import { createLineLock } from './line-lock.ts';
import { openMicrophone } from './microphone.ts';
import { type LineState, type PhoneLine, startPhoneLine } from './phone-line.ts';
import type { ServiceAddresses } from './service-addresses.ts';

/** What the live page shows; a new object whenever something changed. */
export interface LiveState {
  connection: Connection;
  view: SessionView | null;
  /** The browser's phone; null while this page has none. */
  line: LineState | null;
  isLineElsewhere: boolean;
  /** How many coaches watch by a shared link. */
  coaches: number;
  /** How far this browser's clock is ahead of the server's, in ms. */
  clockAheadMs: number;
}

/** One session as one page holds it: its socket, its audio, what is known of it. */
export interface LiveSession {
  subscribe(listener: () => void): () => void;
  readonly state: LiveState;
  readonly line: PhoneLine | null;
  /** Ends the call: on the media stream, by command, and by HTTP when the socket does not answer. */
  hangUp(): Promise<void>;
  changeConfiguration(jobConfiguration: JobConfigurationInput): Promise<CommandResult>;
  /** Takes the microphone and joins the call, within a gesture. @throws MicrophoneError */
  takeUpCall(): Promise<void>;
  retryNow(): void;
  /** Resolves when everybody has let go of the session, or after `limitMs`. */
  whenClosed(limitMs: number): Promise<void>;
  /** The page is left: socket and audio are let go. Twice is safe. */
  close(reason: string): void;
}

/** Tickets live this long from their making (interfaces, "Gateway HTTP"), which tells the server's time. */
const ticketLifetimeMs = 30_000;
const endByHttpAfterMs = 2_500;

interface Options {
  sessionId: SessionId;
  api: ApiClient;
  addresses: ServiceAddresses;
  /** From the click that started the session; null after a reload. */
  handover: Handover | null;
}

/** Connects at once. */
export function startLiveSession({ sessionId, api, addresses, handover }: Options): LiveSession {
  const log = createDebugLog({ sessionId });
  const listeners = new Set<() => void>();
  const lock = createLineLock(sessionId);
  let known: KnownSession | null = null;
  let firstTicket = handover?.ticket;
  let line: PhoneLine | null = null;
  let isEndLogged = false;
  let isLeft = false;
  let state: LiveState = {
    connection: { phase: 'idle' },
    view: null,
    line: null,
    isLineElsewhere: false,
    coaches: 0,
    clockAheadMs: 0,
  };

  function update(change: Partial<LiveState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  async function load(): Promise<void> {
    const { view, revision } = await api.session(sessionId);
    if (known && revision < known.revision) return;
    know(fromView(view, revision));
  }

  function know(next: KnownSession | null): void {
    if (next === known || next === null) return;
    known = next;
    const { view } = next.fold;
    if (view.status === 'ended') {
      endDetected(view.endReason);
      line?.close('ended');
    }
    update({ view });
  }

  function endDetected(reason: string | null | undefined): void {
    if (isEndLogged) return;
    isEndLogged = true;
    log('call end detected', { reason: reason ?? null });
  }

  async function fetchTicket(): Promise<string> {
    const first = firstTicket;
    firstTicket = undefined;
    if (first !== undefined) return first;
    if (!known) await load();
    if (known?.fold.view.phase === 'closed') throw new ApiError('session_closed', 'Closed.', { status: 410 });
    const { ticket, expiresAt } = await api.ticket(sessionId);
    update({ clockAheadMs: Date.now() - (expiresAt - ticketLifetimeMs) });
    return ticket;
  }

  function receive(message: SessionMessage): 'taken' | 'gap' {
    if (message.type === 'call.status_changed') {
      if (message.status === 'ended') endDetected(message.reason);
      return 'taken';
    }
    if (message.type === 'watched') {
      update({ coaches: message.coaches });
      return 'taken';
    }
    const folded = foldMessage(known, message);
    know(folded.known);
    if (message.type === 'event' && message.event.type === 'configuration.received') {
      log('job configuration received by the interviewer', { revision: message.revision });
    }
    return folded.outcome === 'gap' ? 'gap' : 'taken';
  }

  function connectionChanged(connection: Connection): void {
    update({ connection });
    if (connection.phase !== 'closed' || isLeft) return;
    line?.close('ended');
    if (connection.reason === 'session_closed' && known?.fold.view.phase !== 'closed') {
      // The last events were on their way when the socket closed.
      load().catch((error: unknown) => log('closed session not loaded', { reason: String(error) }));
    }
  }

  function startLine(microphone: MediaStream, firstToken: string | undefined): void {
    let token = firstToken;
    line = startPhoneLine({
      mediaUrl: addresses.mediaUrl,
      fetchToken: async () => {
        const first = token;
        token = undefined;
        return first ?? (await api.mediaToken(sessionId)).token;
      },
      openDevice: (events: AudioDeviceEvents): Promise<AudioDevice> => openAudioDevice(microphone, events),
      changed: (next) => update({ line: next }),
      log,
    });
    update({ line: line.state, isLineElsewhere: false });
  }

  async function joinByHandover(audio: NonNullable<Handover['audio']>): Promise<void> {
    await lock.take();
    if (isLeft) for (const track of audio.microphone.getTracks()) track.stop();
    else startLine(audio.microphone, audio.token);
  }

  const socket = startSessionSocket({
    sessionId,
    socketUrl: addresses.socketUrl,
    fetchTicket,
    revision: () => known?.revision,
    receive,
    receiveUnknown: (revision) => know(skipRevision(known, revision)),
    changed: connectionChanged,
    log,
  });
  if (handover?.audio) {
    joinByHandover(handover.audio).catch((error: unknown) =>
      log('line not taken', { reason: String(error) }),
    );
  } else lock.watch((isLineElsewhere) => update({ isLineElsewhere }));

  const stopWaking = watchWakeUps({ window, document }, (reason) => socket.retryNow(reason));

  async function hangUp(): Promise<void> {
    const operationId = newOperationId();
    line?.hangUp();
    log('hanging up', { operationId });
    const byHttp = setTimeout(() => {
      api
        .end(sessionId, operationId)
        .catch((error: unknown) => log('end by http failed', { reason: String(error) }));
    }, endByHttpAfterMs);
    await socket.send({ type: 'call.end', operationId });
    clearTimeout(byHttp);
  }

  async function changeConfiguration(jobConfiguration: JobConfigurationInput): Promise<CommandResult> {
    const operationId = newOperationId();
    log('job configuration ready', { operationId });
    const change: ConfigurationChange = { operationId, jobConfiguration };
    const command = { type: 'job.configuration', ...change } as const;
    // The socket takes 16 KiB; two full texts are longer than that.
    const result = socket.fits(command) ? await socket.send(command) : await changeByHttp(change);
    if (result.outcome !== 'unanswered') {
      log('job configuration acknowledged', { operationId, outcome: result.outcome });
    }
    return result;
  }

  async function changeByHttp(change: ConfigurationChange): Promise<CommandResult> {
    log('job configuration sent', { via: 'http', operationId: change.operationId });
    try {
      await api.changeConfiguration(sessionId, change);
      return { outcome: 'ok' };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { outcome: error.status === 0 ? 'unanswered' : 'illegal', message: error.message };
    }
  }

  return {
    get state() {
      return state;
    },
    get line() {
      return line;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hangUp,
    changeConfiguration,
    async takeUpCall() {
      if (!(await lock.take())) {
        update({ isLineElsewhere: true });
        return;
      }
      const microphone = await openMicrophone();
      line?.close('left');
      startLine(microphone, undefined);
    },
    retryNow: () => socket.retryNow('asked for'),
    whenClosed(limitMs) {
      return new Promise((resolve) => {
        const isOver = (): boolean => state.view?.phase === 'closed' || state.connection.phase === 'closed';
        const finish = (): void => {
          clearTimeout(limit);
          listeners.delete(look);
          resolve();
        };
        const look = (): void => {
          if (isOver()) finish();
        };
        const limit = setTimeout(finish, limitMs);
        listeners.add(look);
        look();
      });
    },
    close(reason) {
      if (isLeft) return;
      isLeft = true;
      stopWaking();
      line?.close('left');
      lock.release();
      socket.close(reason);
      listeners.clear();
    },
  };
}
