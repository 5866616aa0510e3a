import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { SessionId } from '@ringback/shared/contract/ids';
import { type Actor, startActor } from '@ringback/shared/runtime/actor';
import { retireSocket } from '@ringback/shared/runtime/socket';
import type { WebSocket } from 'ws';
import type { Watching } from '../domain/audience.ts';
import {
  helloWithinMs,
  newViewer,
  transitionViewer,
  type ViewerCommand,
  type ViewerEffect,
  type ViewerInput,
  type ViewerState,
} from '../domain/viewer.ts';
import type { Welcome } from '../domain/welcome.ts';
import type { Visitor } from '../http/visitor-budget.ts';
import { toFrames } from './server-frames.ts';
import type { SessionViewer } from './session-viewer.ts';
import type { Peer } from './viewer-admission.ts';
import { type Reader, ViewerOutbox } from './viewer-outbox.ts';
import type { Viewer, ViewerParts } from './viewer-parts.ts';

/** Serves the socket of `peer` until it is gone. */
export function serveViewer(socket: WebSocket, peer: Peer, parts: ViewerParts): Viewer {
  return new SocketViewer(socket, peer, parts);
}

/** A class: there are thousands of viewers, and a closure's own copies of the methods would double what each weighs. */
class SocketViewer implements Viewer, SessionViewer, Reader {
  readonly #socket: WebSocket;
  readonly #parts: ViewerParts;
  readonly #outbox: ViewerOutbox;
  readonly #actor: Actor<ViewerInput>;
  /** Kept until its ticket was used up. */
  #peer: Peer | null;
  #sessionId: SessionId | null = null;
  #visitor: Visitor | null = null;
  #audience: Watching = 'owner';
  #leaveSeat: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** A ping is out that was not answered yet. */
  #isAsked = false;
  #welcome = false;
  #gone = false;

  constructor(socket: WebSocket, peer: Peer, parts: ViewerParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#peer = peer;
    this.#outbox = new ViewerOutbox(socket, peer.connection, this);
    this.#actor = startActor<ViewerState, ViewerInput, ViewerEffect>({
      state: newViewer,
      transition: transitionViewer,
      perform: (effect) => this.#perform(effect),
      onLate: ({ type }) => {
        if (type === 'text' || type === 'binary') parts.onStale('viewer_message');
      },
    });
    socket.on('message', (data, isBinary) => {
      this.#isAsked = false;
      if (isBinary) this.#actor.send({ type: 'binary' });
      else this.#actor.send({ type: 'text', text: data.toString(), at: performance.now() });
    });
    socket.on('pong', () => {
      this.#isAsked = false;
    });
    socket.on('close', (code) => this.#clean(code, 'closed by the browser'));
    // ws has already chosen the close code: 1002 framing, 1007 not UTF-8, 1009 too large.
    socket.on('error', (error) => {
      this.#clean(closeCodes.protocolError, error.message);
      retireSocket(socket, closeCodes.protocolError, '');
    });
    this.#startTimer();
  }

  get isWaiting(): boolean {
    return !this.#welcome && !this.#gone;
  }

  get audience(): Watching {
    return this.#audience;
  }

  get timers(): number {
    return this.#timer === null ? 0 : 1;
  }

  dismiss(code: number, reason: string): void {
    this.#actor.send({ type: 'dismissed', code, reason });
  }

  check(): void {
    this.#outbox.check();
  }

  send(frames: Buffer): void {
    this.#outbox.send(frames);
  }

  offer(frames: Buffer): void {
    this.#outbox.offer(frames);
  }

  show(frames: Buffer): void {
    this.#outbox.sendView(frames);
    if (this.#visitor !== null) this.#parts.onShown(this.#visitor, frames.length);
  }

  beat(frames: Buffer, asks: boolean): void {
    if (this.#isAsked) this.cut('browser does not answer');
    else if (this.#outbox.offer(frames)) this.#isAsked = asks;
  }

  welcomed(mode: Welcome['mode'], revision: number): void {
    this.#welcome = true;
    this.#parts.logger.info({ sessionId: this.#sessionId, mode, revision }, 'logs socket connected');
    this.#actor.send({ type: 'welcomed' });
  }

  drained(): void {
    if (this.#sessionId !== null) this.#parts.hub.catchUp(this.#sessionId, this);
  }

  /** For a browser that would not read a close frame either. */
  cut(reason: string): void {
    this.#clean(1006, reason);
    this.#socket.terminate();
  }

  #clean(code: number, reason: string): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#actor.stop();
    this.#stopTimer();
    const sessionId = this.#sessionId;
    const { hub, logger, onGone } = this.#parts;
    if (sessionId !== null) hub.leave(sessionId, this);
    this.#leaveSeat?.();
    const unsentBytes = this.#socket.bufferedAmount;
    logger.info({ sessionId, code, reason, unsentBytes }, 'connection cleaned up');
    onGone(this, this.#socket);
  }

  #startTimer(): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#actor.send({ type: 'timed_out' });
    }, helloWithinMs);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #redeem(ticket: string): void {
    const peer = this.#peer;
    if (peer === null) return;
    this.#peer = null;
    this.#parts
      .admit(ticket, peer, (as) => this.#shownAs(as))
      .then(
        ({ admission, visitor, leave }) => {
          if (this.#gone) return leave();
          this.#visitor = visitor;
          if (admission.outcome === 'admitted') this.#audience = admission.audience;
          this.#leaveSeat = leave;
          this.#actor.send({ type: 'redeemed', admission });
        },
        (error) => {
          this.#parts.logger.warn({ err: error }, 'ticket could not be looked up');
          this.#actor.send({ type: 'store_failed' });
        },
      );
  }

  /** A coach's link shows more or less than before, or is revoked. What the page holds is replaced by what it may hold. */
  #shownAs(audience: Watching | null): void {
    if (audience === null) this.dismiss(closeCodes.notAllowed, 'not shared any more');
    if (audience === null || audience === this.#audience) return;
    this.#audience = audience;
    const sessionId = this.#sessionId;
    if (sessionId !== null && this.#welcome) this.#parts.hub.showAnew(sessionId, this);
  }

  #run(sessionId: SessionId, command: ViewerCommand): void {
    const { run, logger } = this.#parts;
    const visitor = this.#visitor;
    if (visitor === null) return;
    run({ sessionId, command, visitor })
      .then(
        (ack) => this.send(toFrames(ack)),
        (error) => logger.error({ err: error, sessionId }, 'command failed'),
      )
      .finally(() => this.#actor.send({ type: 'answered' }));
  }

  #perform(effect: ViewerEffect): void {
    switch (effect.type) {
      case 'redeem':
        this.#redeem(effect.ticket);
        return;
      case 'watch':
        this.#sessionId = effect.sessionId;
        this.#parts.hub.join(effect.sessionId, this, effect.revision);
        return;
      case 'run':
        this.#run(effect.sessionId, effect.command);
        return;
      case 'answer':
        this.send(toFrames(effect.ack));
        return;
      case 'start_timer':
        this.#startTimer();
        return;
      case 'stop_timer':
        this.#stopTimer();
        return;
      case 'close':
        this.#clean(effect.code, effect.reason);
        retireSocket(this.#socket, effect.code, effect.reason);
        return;
    }
  }
}
