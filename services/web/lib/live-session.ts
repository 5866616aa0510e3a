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
import { createCallSound } from './call-sound.ts';
import { followSession } from './followed-session.ts';
import type { Handover } from './handover.ts';
import { createEventTrace, type EventTrace } from './live/event-trace.ts';
import { createLiveCommands } from './live-commands.ts';
import { type LiveState, nothingKnown } from './live-state.ts';
import { createLiveSteering } from './live-steering.ts';
import type { PagePhone } from './page-phone.ts';
import { createPageState } from './page-state.ts';
import { createRemoteLevels, type RemoteLevels } from './remote-levels.ts';
import type { ServiceAddresses } from './service-addresses.ts';
import { toClockAheadMs } from './ticket-clock.ts';

/** One session as one page holds it: its socket, its sound, and what is known about it. */
export interface LiveSession {
  subscribe(listener: () => void): () => void;
  readonly state: LiveState;
  readonly phone: PagePhone | null;
  /** What this page was told, for an engineer. */
  readonly trace: EventTrace;
  /** Ends the call: on the media stream, by command, and by HTTP when the socket does not answer. */
  hangUp(): Promise<void>;
  changeConfiguration(jobConfiguration: JobConfigurationInput): Promise<CommandResult>;
  /** Asks something of the interviewer. What becomes of it stands in `state.steering`. */
  steer(kind: SteeringKind): void;
  /** How loud both sides are, where this page has no sound of the call. */
  readonly levels: RemoteLevels;
  /** Takes the microphone and joins the call, within a gesture. @throws MicrophoneError */
  takeUpCall(): Promise<void>;
  /** Goes on in the same call with this microphone. @throws MicrophoneError */
  changeMicrophone(deviceId: string): Promise<void>;
  retryNow(): void;
  /** The page is left. Releases socket and sound. Twice is safe. */
  close(reason: string): void;
}

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
  const trace = createEventTrace();
  let isEndLogged = false;
  let isLeft = false;
  const page = createPageState<LiveState>({
    ...nothingKnown,
    sound: handover?.audio ? { phase: 'connecting' } : { phase: 'looking' },
  });

  const levels = createRemoteLevels();
  const steering = createLiveSteering({
    send: (kind) => commands.steer(kind),
    changed: (next) => page.update({ steering: next }),
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
    steering.viewed(view);
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
    page.update({ clockAheadMs: toClockAheadMs({ expiresAt }, Date.now()) });
    return ticket;
  }

  function received(message: SessionMessage): void {
    if (message.type === 'event') {
      const { revision, event } = message;
      trace.add({ revision, type: event.type, at: event.at, receivedAt: Date.now() });
    }
    if (message.type === 'call.status_changed' && message.status === 'ended') endDetected(message.reason);
    else if (message.type === 'watched') page.update({ coaches: message.coaches });
    else if (message.type === 'welcome') steering.offered(message.steering ?? []);
    else if (message.type === 'levels') levels.take(message);
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
    trace,
    subscribe: page.subscribe,
    async hangUp() {
      callSound.phone?.hangUp();
      await commands.end();
    },
    changeConfiguration: commands.changeConfiguration,
    steer: steering.ask,
    levels,
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
      steering.close();
      levels.close();
      followed.close(reason);
      page.leave();
    },
  };
}
