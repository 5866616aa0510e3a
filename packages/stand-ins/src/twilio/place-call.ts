import { setTimeout as delay } from 'node:timers/promises';
import type { CandidateBehaviour } from '../candidate/candidate-behaviour.ts';
import { createCallReporter } from './call-reporter.ts';
import { runScript } from './call-script.ts';
import {
  type CallOrder,
  type CallStatus,
  type Carrier,
  type CarrierCall,
  type EndedStatus,
  isEnded,
  type TwimlSource,
  toCallParams,
} from './carrier-call.ts';
import { newCall } from './new-call.ts';
import { ring } from './ring.ts';
import { sendSigned } from './signed-request.ts';
import { sip } from './sip-codes.ts';
import { endStreams } from './stream-connection.ts';

/** A call and what the REST API may do to it. */
export interface PlacedCall {
  call: CarrierCall;
  /** Ends the call. Returns the same promise if it is already over. */
  end(status: EndedStatus, sipResponseCode?: number): Promise<EndedStatus>;
  /** Sends a call in progress through other TwiML. False when it is not in progress. */
  redirect(source: TwimlSource): Promise<boolean>;
}

const longestTimerMs = 2 ** 31 - 1;
/** How long asynchronous machine detection takes [guess]. */
const detectionMs = 2000;

/** Starts a call and lets it run on its own: initiated, ringing, answered or not, TwiML, end. */
export function placeCall(carrier: Carrier, order: CallOrder, behaviour: CandidateBehaviour): PlacedCall {
  const over = new AbortController();
  const ending = Promise.withResolvers<EndedStatus>();
  let script = new AbortController();

  const decision = Promise.withResolvers<'answers' | 'declines'>();
  const call = newCall(order, behaviour, {
    ended: ending.promise,
    pickUp: () => decision.resolve('answers'),
    decline: () => decision.resolve('declines'),
    hangUp: () => void end('completed', sip.ok),
  });
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
    after(call.candidate.hangsUpAfterMs ?? null, () => void end('completed'));
    const { detectionCallback } = order;
    if (detectionCallback)
      after(detectionMs * carrier.timeScale, () => void detect(carrier, call, detectionCallback));
  }

  function after(ms: number | null, act: () => void): void {
    if (ms === null) return;
    delay(Math.min(ms, longestTimerMs), undefined, { signal: alive }).then(act, (error: unknown) => {
      if (!alive.aborted) throw error;
    });
  }

  async function callOut(): Promise<void> {
    void reporter.report('initiated');
    const onRinging = () => {
      setStatus('ringing');
      void reporter.report('ringing');
    };
    const how = await ring(carrier, call, { decision: decision.promise, onRinging, signal: alive });
    if (how !== 'answered') return void (await end(how.status, how.sipResponseCode));
    answer();
    await run(order.voice);
  }

  async function live(): Promise<void> {
    try {
      await (order.direction === 'inbound' ? run(order.voice) : callOut());
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

/** Reports who has answered. */
async function detect(
  carrier: Carrier,
  call: CarrierCall,
  { url, method }: { url: string; method: 'GET' | 'POST' },
): Promise<void> {
  const { behaviour } = call;
  const machine = behaviour.type === 'machine' && behaviour.isFax === true ? 'fax' : 'machine_start';
  call.answeredBy = behaviour.type === 'machine' ? machine : 'human';
  const { AccountSid = '', CallSid = '' } = toCallParams(carrier, call);
  const params = {
    ...{ AccountSid, CallSid, AnsweredBy: call.answeredBy },
    MachineDetectionDuration: String(detectionMs),
  };
  await sendSigned(carrier, { url, method, params, signal: carrier.signal });
}
