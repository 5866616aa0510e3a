import type { ApiClient } from '@ringback/shared/client/api-client';
import { createDebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { SessionMessage } from '@ringback/shared/client/logs-socket';
import type { CommandResult } from '@ringback/shared/client/pending-commands';
import type { Connection } from '@ringback/shared/client/return-plan';
import type { KnownSession } from '@ringback/shared/client/session-fold';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { JobConfigurationInput } from '@ringback/shared/contract/job-configuration';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { SteeringKind } from '@ringback/shared/contract/steering';
import { createCallSound, type PageSound, type SoundElsewhere } from './call-sound.ts';
import { followSession } from './followed-session.ts';
import type { Handover } from './handover.ts';
import { createLiveCommands } from './live-commands.ts';
import type { MicrophoneState } from './microphone-watch.ts';
import type { PagePhone } from './page-phone.ts';
import { createPageState } from './page-state.ts';
import type { ServiceAddresses } from './service-addresses.ts';

/** What the live page shows. A new object whenever something changed. */
export interface LiveState {
  connection: Connection;
  view: SessionView | null;
  /** The browser's phone. */
  sound: PageSound;
  /** The microphone that no longer gives sound. Null while it works. */
  lostMicrophone: MicrophoneState | null;
  /** Which other page has the sound of a browser call. */
  soundElsewhere: SoundElsewhere;
  /** How many coaches watch by a shared link. */
  coaches: number;
  /** What this page may ask of the interviewer, as its gateway says. */
  steering: readonly string[];
  /** How far this browser's clock is ahead of the server's, in ms. */
  clockAheadMs: number;
}

/** One session as one page holds it: its socket, its sound, and what is known about it. */
export interface LiveSession {
  subscribe(listener: () => void): () => void;
  readonly state: LiveState;
  readonly phone: PagePhone | null;
  /** Ends the call: on the media stream, by command, and by HTTP when the socket does not answer. */
  hangUp(): Promise<void>;
  changeConfiguration(jobConfiguration: JobConfigurationInput): Promise<CommandResult>;
  /** Asks something of the interviewer. What becomes of it is `view.steering`. */
  steer(kind: SteeringKind): Promise<CommandResult>;
  /** Takes the microphone and joins the call, within a gesture. @throws MicrophoneError */
  takeUpCall(): Promise<void>;
  /** Goes on in the same call with this microphone. @throws MicrophoneError */
  changeMicrophone(deviceId: string): Promise<void>;
  retryNow(): void;
  /** The page is left. Releases socket and sound. Twice is safe. */
  close(reason: string): void;
}

/**
 * A ticket's lifetime (`POST /api/sessions/:id/ticket` in docs/openapi.json). With it the page computes the server's
 * time.
 */
const ticketLifetimeMs = 30_000;

interface Options {
  sessionId: SessionId;
  api: ApiClient;
  addresses: ServiceAddresses;
  /** From the click that started the session. Null after a reload. */
  handover: Handover | null;
  /** How long telephony waits for a browser that has lost its sound, in ms. */
  reattachMs: number;
}

/** Connects at once. */
export function startLiveSession(options: Options): LiveSession {
  const { sessionId, api, addresses, handover, reattachMs } = options;
  const log = createDebugLog({ sessionId });
  let isEndLogged = false;
  let isLeft = false;
  const page = createPageState<LiveState>({
    connection: { phase: 'idle' },
    view: null,
    sound: handover?.audio ? { phase: 'connecting' } : { phase: 'looking' },
    lostMicrophone: null,
    soundElsewhere: null,
    coaches: 0,
    steering: [],
    clockAheadMs: 0,
  });

  const callSound = createCallSound({
    sessionId,
    mediaUrl: addresses.mediaUrl,
    api,
    reattachMs,
    changed: ({ sound, elsewhere, microphone }) =>
      page.update({
        ...(microphone === undefined ? {} : { lostMicrophone: microphone }),
        ...(sound === undefined ? {} : { sound }),
        ...(elsewhere === undefined ? {} : { soundElsewhere: elsewhere }),
      }),
    log,
  });

  async function load(): Promise<void> {
    const { view, revision } = await api.session(sessionId);
    if (followed.known && revision < followed.known.revision) return;
    followed.know({ view, revision });
  }

  function viewChanged(view: SessionView): void {
    const isFirst = page.current.view === null;
    callSound.recordNames(view.streamSid);
    if (view.status === 'ended') {
      endDetected(view.endReason);
      callSound.close('ended');
    }
    page.update({ view });
    if (isFirst && !handover?.audio) lookForSound(view);
  }

  function lookForSound({ via, status }: SessionView): void {
    if (via !== 'browser' || status === 'ended') page.update({ sound: null });
    else
      callSound
        .takeUpIfGranted()
        .catch((error: unknown) => log('sound not looked for', { reason: String(error) }));
  }

  function endDetected(reason: string | null | undefined): void {
    if (isEndLogged) return;
    isEndLogged = true;
    log('call end detected', { reason: reason ?? null });
  }

  async function fetchTicket(known: KnownSession | null): Promise<string> {
    if (!known) await load();
    if (page.current.view?.phase === 'closed')
      throw new ApiError('session_closed', 'Closed.', { status: 410 });
    const { ticket, expiresAt } = await api.ticket(sessionId);
    page.update({ clockAheadMs: Date.now() - (expiresAt - ticketLifetimeMs) });
    return ticket;
  }

  function received(message: SessionMessage): void {
    if (message.type === 'call.status_changed' && message.status === 'ended') endDetected(message.reason);
    else if (message.type === 'watched') page.update({ coaches: message.coaches });
    else if (message.type === 'welcome') page.update({ steering: message.steering ?? [] });
    else if (message.type === 'event' && message.event.type === 'configuration.received')
      log('job configuration received by the interviewer', { revision: message.revision });
  }

  function connectionChanged(connection: Connection): void {
    page.update({ connection });
    if (connection.phase !== 'closed' || isLeft) return;
    callSound.close('ended');
    if (connection.reason === 'session_closed' && page.current.view?.phase !== 'closed') {
      // The last events were on their way when the socket closed.
      load().catch((error: unknown) => log('closed session not loaded', { reason: String(error) }));
    }
  }

  const followed = followSession({
    sessionId,
    socketUrl: addresses.socketUrl,
    firstTicket: handover?.ticket,
    fetchTicket,
    viewChanged,
    received,
    connectionChanged,
    silent: () => callSound.suspectNetwork(),
    networkChanged: (isThere) => callSound.networkChanged(isThere),
    log,
  });
  const { socket } = followed;
  if (handover?.audio) callSound.joinByHandover(handover.audio);
  const commands = createLiveCommands({ sessionId, api, socket, log });

  return {
    get state() {
      return page.current;
    },
    get phone() {
      return callSound.phone;
    },
    subscribe: page.subscribe,
    async hangUp() {
      callSound.phone?.hangUp();
      await commands.end();
    },
    changeConfiguration: commands.changeConfiguration,
    steer: commands.steer,
    takeUpCall: callSound.takeUp,
    changeMicrophone: callSound.changeMicrophone,
    retryNow() {
      socket.retryNow('asked for');
      callSound.networkChanged(true);
    },
    close(reason) {
      if (isLeft) return;
      isLeft = true;
      callSound.close('left');
      followed.close(reason);
      page.leave();
    },
  };
}
