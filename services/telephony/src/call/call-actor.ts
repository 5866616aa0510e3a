import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { CommitJournal } from '@ringback/shared/redis/session/commit-journal';
import { startActor } from '@ringback/shared/runtime/actor';
import { transition } from '../domain/call.ts';
import { type LineRefusal, refusalOf } from '../domain/call-line.ts';
import { type CallEffect, type CallInput, type CallState, createCallState } from '../domain/call-state.ts';
import type { MediaStreamSender } from '../domain/line-port.ts';
import type { CallAudio } from '../media/call-audio.ts';
import { type CallOptions, openCallPorts } from './call-ports.ts';
import { performCallEffect } from './perform-call-effect.ts';

export type AttachResult = 'ok' | LineRefusal;

/** One call on this instance: its media stream, its channel on the media link, its end. */
export interface CallActor {
  readonly journal: CommitJournal;
  readonly record: SessionRecord;
  /** Opens and configures the interviewer before the candidate is on the line, while the phone rings. */
  prepare(): void;
  /** `takesOver`: the previous holder has lost the call and is fenced off. Rejects without Redis. */
  attach(line: MediaStreamSender, takesOver?: boolean): Promise<AttachResult>;
  /** Takes what the media stream brings, beside the machine. */
  readonly audio: Pick<CallAudio, 'onCaller'>;
  /** The stream said `stop`. */
  onHungUp(line: MediaStreamSender): void;
  /** The stream's socket closed without `stop`. */
  onLineLost(line: MediaStreamSender): void;
  end(reason: EndReason): void;
  /**
   * Gives the call to another instance at the next pause in the conversation. A call without audio stays until it has
   * some. May be repeated.
   */
  handOver(): void;
  /** Apologises and ends the session, because this instance leaves and no other takes over. May be repeated. */
  shutDown(): void;
  readonly timers: number;
  readonly hasLease: boolean;
  /** Whether audio is coming in. Without it, only callbacks and the carrier's own record tell how the call is. */
  readonly hasLine: boolean;
  /** Resolves when everything is released. */
  readonly gone: Promise<void>;
}

/** Serves one call: tells its machine everything that happens, and performs what the machine decides. */
export function startCallActor(options: CallOptions): CallActor {
  const { read, reattachMs, carrier } = options;
  const { phase, times, via } = read.record;
  const isBrowser = via === 'browser';
  const { promise: gone, resolve: onGone } = Promise.withResolvers<void>();
  const machine = startActor<CallState, CallInput, CallEffect>({
    state: createCallState(
      {
        ...{ instance: options.parts.instance, isBrowser, reattachMs },
        canFetchBack: !isBrowser && carrier !== null,
      },
      { phase, hasBegun: times.activeAt !== null },
    ),
    transition,
    perform: (effect) => performCallEffect(effect, ports),
  });
  const { send } = machine;
  const isOver = () => machine.state.phase === 'over';
  const ports = openCallPorts(options, { send, isOver, onGone });
  const { audio, bridge, followed, journal, lease, timers } = ports;

  return {
    ...{ audio, journal, gone },
    get record() {
      return followed.record;
    },
    get hasLease() {
      return lease.isHeld;
    },
    get hasLine() {
      return audio.line !== null;
    },
    get timers() {
      return timers.size + (bridge.isSearching ? 1 : 0) + audio.timers + (audio.line === null ? 0 : 1);
    },
    prepare: () => send({ type: 'order.prepare' }),
    async attach(line, takesOver = false) {
      const refusal = refusalOf(machine.state);
      if (refusal !== null) return refusal;
      send({ type: 'line.came', line });
      let outcome: Awaited<ReturnType<typeof lease.take>> | null = null;
      try {
        outcome = await lease.take(takesOver);
      } finally {
        send({ type: 'lease.answered', line, outcome });
      }
      return isOver() ? 'ended' : outcome;
    },
    onHungUp: (line) => send({ type: 'line.hung_up', line }),
    onLineLost: (line) => send({ type: 'line.lost', line, by: 'socket closed without stop' }),
    end: (reason) => send({ type: 'order.end', reason }),
    handOver: () => send({ type: 'order.hand_over' }),
    shutDown: () => send({ type: 'order.shut_down' }),
  };
}
