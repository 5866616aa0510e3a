import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { CandidateBehaviour, OnTheLine } from '../candidate/candidate-behaviour.ts';
import { randomSid } from '../candidate/random-sid.ts';
import { createCallReporter } from './call-reporter.ts';
import { runScript } from './call-script.ts';
import { isOpened, until } from './call-waits.ts';
import {
  type CallOrder,
  type CallStatus,
  type Carrier,
  type CarrierCall,
  type CarrierCallEvents,
  type EndedStatus,
  isEnded,
  type TwimlSource,
  toCallParams,
} from './carrier-call.ts';
import { sendSigned } from './signed-request.ts';
import { endStreams } from './stream-connection.ts';

/** A call and what the REST API may do to it. */
export interface PlacedCall {
  call: CarrierCall;
  /** Ends the call. Returns the same promise if it is already over. */
  end(status: EndedStatus, sipResponseCode?: number): Promise<EndedStatus>;
  /** Sends a call in progress through other TwiML. False when it is not in progress. */
  redirect(source: TwimlSource): Promise<boolean>;
}

/** Answered calls have 200; RFC 3261 for the others. */
const sip = { ok: 200, notFound: 404, busy: 486, cancelled: 487, declined: 603 };
const longestTimerMs = 2 ** 31 - 1;
/** How long asynchronous machine detection takes [guess]. */
const detectionMs = 2000;

/** Starts a call and lets it run on its own: initiated, ringing, answered or not, TwiML, end. */
export function placeCall(carrier: Carrier, order: CallOrder, behaviour: CandidateBehaviour): PlacedCall {
  const over = new AbortController();
  const ending = Promise.withResolvers<EndedStatus>();
  let script = new AbortController();

  const isPerson = behaviour.type === 'answers' || behaviour.type === 'by_hand';
  const candidate: OnTheLine = isPerson || behaviour.type === 'machine' ? behaviour : {};
  const decision = Promise.withResolvers<'answers' | 'declines'>();
  const call: CarrierCall = {
    sid: randomSid('CA'),
    ...{ order, behaviour, candidate },
    createdAt: Date.now(),
    status: 'queued',
    ...{ answeredAt: null, endedAt: null, answeredBy: null, sipResponseCode: null },
    statuses: [],
    ...{ webhooks: [], callbacks: [], prompts: [], gathers: [], streams: [], recordings: [], errors: [] },
    events: new EventEmitter<CarrierCallEvents>(),
    ended: ending.promise,
    reached: (status) =>
      until(call, () => (call.statuses.some((past) => past.status === status) ? true : null), status).then(
        () => undefined,
      ),
    streamOpened: (index = 0) => until(call, () => call.streams.filter(isOpened)[index] ?? null, 'a stream'),
    voice: null,
    pickUp: () => decision.resolve('answers'),
    decline: () => decision.resolve('declines'),
    hangUp: () => {
      void end('completed', sip.ok);
    },
    press(digits) {
      const stream = call.streams.find(({ client }) => client?.isOpen)?.client;
      for (const digit of digits) {
        if (stream) stream.press(digit);
        else call.events.emit('key', digit);
      }
    },
  };
  const reporter = createCallReporter(carrier, call);
  const alive = AbortSignal.any([over.signal, carrier.signal]);
  setStatus(order.direction === 'inbound' ? 'ringing' : 'queued');

  function setStatus(status: CallStatus): void {
    call.status = status;
    call.statuses.push({ status, at: Date.now() });
    call.events.emit('status', status);
  }

  async function end(status: EndedStatus, sipResponseCode: number = sip.ok): Promise<EndedStatus> {
    if (isEnded(call.status)) return ending.promise;
    call.endedAt = Date.now();
    call.sipResponseCode = sipResponseCode;
    setStatus(status);
    over.abort();
    if (carrier.faults.callbackBeforeStop) {
      await reporter.report('completed');
      await endStreams(carrier, call);
    } else {
      await endStreams(carrier, call);
      await reporter.report('completed');
    }
    ending.resolve(status);
    return status;
  }

  async function run(source: TwimlSource): Promise<void> {
    script = new AbortController();
    const signal = AbortSignal.any([alive, script.signal]);
    try {
      const isRinging = call.status === 'ringing';
      const how = await runScript(carrier, call, {
        source,
        signal,
        // An inbound call is answered by its first verb, unless that verb refuses it (docs, "TwiML Voice: Reject").
        onDocument: ([first]) => isRinging && first?.verb !== 'Reject' && answer(),
      });
      if (how === 'hang_up') await end('completed');
      else await end('busy', how === 'busy' ? sip.busy : sip.declined);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  function answer(): void {
    call.answeredAt = Date.now();
    setStatus('in-progress');
    void reporter.report('answered');
    after(order.timeLimitMs, () => void end('completed'));
    after(candidate.hangsUpAfterMs ?? null, () => void end('completed'));
    const { detectionCallback } = order;
    if (detectionCallback) after(detectionMs * carrier.timeScale, () => void detect(detectionCallback));
  }

  function after(ms: number | null, act: () => void): void {
    if (ms === null) return;
    delay(Math.min(ms, longestTimerMs), undefined, { signal: alive }).then(act, (error: unknown) => {
      if (!alive.aborted) throw error;
    });
  }

  async function detect({ url, method }: { url: string; method: 'GET' | 'POST' }): Promise<void> {
    const machine = behaviour.type === 'machine' && behaviour.isFax === true ? 'fax' : 'machine_start';
    call.answeredBy = behaviour.type === 'machine' ? machine : 'human';
    const { AccountSid = '', CallSid = '' } = toCallParams(carrier, call);
    const params = {
      ...{ AccountSid, CallSid, AnsweredBy: call.answeredBy },
      MachineDetectionDuration: String(detectionMs),
    };
    await sendSigned(carrier, { url, method, params, signal: carrier.signal });
  }

  async function ring(): Promise<void> {
    void reporter.report('initiated');
    await delay(carrier.setupMs * carrier.timeScale, undefined, { signal: alive });
    if (behaviour.type === 'unreachable') return void (await end('failed', sip.notFound));
    setStatus('ringing');
    void reporter.report('ringing');
    if (behaviour.type === 'by_hand') return await ringByHand();
    const afterMs = behaviour.type === 'no_answer' ? Number.POSITIVE_INFINITY : behaviour.afterMs;
    const ringMs = Math.min(afterMs, order.ringTimeoutMs) * carrier.timeScale;
    await delay(ringMs, undefined, { signal: alive });
    if (afterMs > order.ringTimeoutMs) return void (await end('no-answer', sip.cancelled));
    if (behaviour.type === 'busy') return void (await end('busy', sip.busy));
    if (behaviour.type === 'declines') return void (await end('busy', sip.declined));
    answer();
    await run(order.voice);
  }

  /** A person decides, in real time. */
  async function ringByHand(): Promise<void> {
    const limit = delay(order.ringTimeoutMs, 'no_answer' as const, { signal: alive });
    const how = await Promise.race([decision.promise, limit]);
    if (how === 'no_answer') return void (await end('no-answer', sip.cancelled));
    if (how === 'declines') return void (await end('busy', sip.declined));
    answer();
    await run(order.voice);
  }

  async function live(): Promise<void> {
    try {
      await (order.direction === 'inbound' ? run(order.voice) : ring());
    } catch (error) {
      if (!alive.aborted) throw error;
    }
  }
  void live();

  return {
    call,
    end,
    async redirect(source) {
      if (call.status !== 'in-progress') return false;
      script.abort();
      await endStreams(carrier, call);
      if (isEnded(call.status)) return false;
      void run(source);
      return true;
    },
  };
}
