import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { AckMessage } from '@ringback/shared/contract/viewer-protocol';
import { startActor } from '@ringback/shared/runtime/actor';
import type { Logger } from '@ringback/shared/runtime/logger';
import { retireSocket, watchPeer } from '@ringback/shared/runtime/socket';
import type { WebSocket } from 'ws';
import {
  helloWithinMs,
  newViewer,
  transitionViewer,
  type ViewerCommand,
  type ViewerEffect,
  type ViewerInput,
  type ViewerState,
} from './domain/viewer.ts';
import type { Seat, SessionHub } from './session-hub.ts';
import type { Peer, SeatedAdmission } from './viewer-admission.ts';
import { createViewerOutbox } from './viewer-outbox.ts';

const pingEveryMs = 5_000;

/** What a browser socket needs of the rest. */
export interface ViewerParts {
  hub: SessionHub;
  /** Uses a ticket up and takes a seat; `onRevoked` comes when the link that it is by is no longer in force. */
  admit(ticket: string, peer: Peer, onRevoked: () => void): Promise<SeatedAdmission>;
  /** Carries a command out; always answers, also when the store is away. */
  run(sessionId: SessionId, command: ViewerCommand): Promise<AckMessage>;
  logger: Logger;
  onStale: (kind: string) => void;
  /** Told of every timer that is started and stopped. */
  countTimer: (change: 1 | -1) => void;
}

/** One browser socket from the upgrade to its end. */
export interface Viewer {
  /** Before it has been welcomed. */
  readonly waiting: boolean;
  dismiss(code: number, reason: string): void;
  /** Looks again whether it reads; called a few times a second. */
  check(): void;
}

/** Serves the socket of `peer`. `onGone` comes once, when it is retired or closed by the other side. */
export function serveViewer(socket: WebSocket, peer: Peer, parts: ViewerParts, onGone: () => void): Viewer {
  const { hub, admit, run, logger, onStale, countTimer } = parts;
  let waiting = true;
  let gone = false;
  let timer: NodeJS.Timeout | null = null;
  let seat: Seat | null = null;
  let sessionId: SessionId | null = null;
  let leaveSeat: (() => void) | null = null;
  const outbox = createViewerOutbox({
    socket,
    connection: peer.connection,
    onDrained: () => seat?.catchUp(),
    onHopeless: () => cut('browser does not read'),
  });
  const reply = (message: AckMessage) => outbox.send([Buffer.from(JSON.stringify(message))]);

  function clean(code: number, reason: string): void {
    if (gone) return;
    gone = true;
    actor.stop();
    stopTimer();
    stopPings();
    seat?.leave();
    leaveSeat?.();
    const unsentBytes = socket.bufferedAmount;
    logger.info({ sessionId, code, reason, unsentBytes }, 'connection cleaned up');
    onGone();
  }

  /** For a browser that would not read a close frame either. */
  function cut(reason: string): void {
    clean(1006, reason);
    socket.terminate();
  }

  function startTimer(): void {
    stopTimer();
    countTimer(1);
    timer = setTimeout(() => {
      stopTimer();
      actor.send({ type: 'timed_out' });
    }, helloWithinMs);
  }

  function stopTimer(): void {
    if (timer === null) return;
    clearTimeout(timer);
    countTimer(-1);
    timer = null;
  }

  function startPings(): () => void {
    const unwatch = watchPeer(socket, pingEveryMs, () => cut('browser does not answer'));
    countTimer(1);
    return () => {
      unwatch();
      countTimer(-1);
    };
  }

  const onRevoked = () =>
    actor.send({ type: 'dismissed', code: closeCodes.notAllowed, reason: 'not shared any more' });

  function watch(id: SessionId, revision: number | undefined): void {
    sessionId = id;
    seat = hub.join(
      id,
      {
        send: outbox.send,
        welcomed(mode, at) {
          waiting = false;
          logger.info({ sessionId: id, mode, revision: at }, 'logs socket connected');
          actor.send({ type: 'welcomed' });
        },
        dismiss: (code, reason) => actor.send({ type: 'dismissed', code, reason }),
      },
      revision,
    );
  }

  function perform(effect: ViewerEffect, send: (input: ViewerInput) => void): void {
    switch (effect.type) {
      case 'redeem':
        admit(effect.ticket, peer, onRevoked).then(
          ({ admission, leave }) => {
            if (gone) return leave();
            leaveSeat = leave;
            send({ type: 'redeemed', admission });
          },
          (error) => {
            logger.warn({ err: error }, 'ticket could not be looked up');
            send({ type: 'store_failed' });
          },
        );
        return;
      case 'watch':
        watch(effect.sessionId, effect.revision);
        return;
      case 'run':
        run(effect.sessionId, effect.command)
          .then(reply, (error) => logger.error({ err: error, sessionId: effect.sessionId }, 'command failed'))
          .finally(() => send({ type: 'answered' }));
        return;
      case 'answer':
        reply(effect.ack);
        return;
      case 'start_timer':
        startTimer();
        return;
      case 'stop_timer':
        stopTimer();
        return;
      case 'close':
        clean(effect.code, effect.reason);
        retireSocket(socket, effect.code, effect.reason);
        return;
    }
  }

  const actor = startActor<ViewerState, ViewerInput, ViewerEffect>({
    state: newViewer,
    transition: transitionViewer,
    perform,
    onLate: ({ type }) => {
      if (type === 'text' || type === 'binary') onStale('viewer_message');
    },
  });

  socket.on('message', (data, isBinary) => {
    if (isBinary) actor.send({ type: 'binary' });
    else actor.send({ type: 'text', text: data.toString(), at: performance.now() });
  });
  socket.on('close', (code) => clean(code, 'closed by the browser'));
  // ws has chosen the close code already: 1002 framing, 1007 not UTF-8, 1009 too large.
  socket.on('error', (error) => {
    clean(closeCodes.protocolError, error.message);
    retireSocket(socket, closeCodes.protocolError, '');
  });
  const stopPings = startPings();
  startTimer();

  return {
    get waiting() {
      return waiting && !gone;
    },
    dismiss: (code, reason) => actor.send({ type: 'dismissed', code, reason }),
    check: outbox.check,
  };
}
