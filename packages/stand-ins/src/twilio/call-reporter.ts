import { setTimeout as delay } from 'node:timers/promises';
import { toDurationSeconds } from './call-resource.ts';
import {
  type Carrier,
  type CarrierCall,
  isEnded,
  type StatusCallbackRecord,
  toCallParams,
} from './carrier-call.ts';
import type { CallbackEvent } from './faults.ts';
import { toRfc2822 } from './rfc2822.ts';
import { sendSigned } from './signed-request.ts';

export interface CallReporter {
  /**
   * Reports a step, if the application asked for it. Resolves when the report was answered or a fault holds it back.
   */
  report(event: CallbackEvent): Promise<void>;
}

/**
 * Status callbacks of one call, as Twilio's docs describe them ("Call resource"): each a request of its own, numbered
 * from 0. They are sent one after another, unless a fault says otherwise.
 */
export function createCallReporter(carrier: Carrier, call: CarrierCall): CallReporter {
  let sequenceNumber = 0;
  let delivered: Promise<void> = Promise.resolve();
  let held: (() => Promise<void>) | null = null;

  function send(record: StatusCallbackRecord, params: Record<string, string>) {
    return async () => {
      const { statusCallback } = call.order;
      if (!statusCallback) return;
      const { url, method } = statusCallback;
      record.requests.push(await sendSigned(carrier, { url, method, params, signal: carrier.signal }));
      call.events.emit('callback', record);
    };
  }

  function unlessClosed(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      if (!carrier.signal.aborted) throw error;
    });
  }

  function inTurn(deliver: () => Promise<void>): Promise<void> {
    const done = unlessClosed(delivered.then(deliver));
    delivered = done;
    return done;
  }

  return {
    report(event) {
      if (!call.order.statusCallback?.events.includes(event)) return Promise.resolve();
      const status = event === 'initiated' ? 'initiated' : call.status;
      const params = toReportParams(carrier, call, { status, sequenceNumber });
      const record: StatusCallbackRecord = { event, status, sequenceNumber, requests: [] };
      sequenceNumber += 1;
      call.callbacks.push(record);

      const { delivery, delayMs, only } = carrier.faults.callbacks;
      const isAffected = only === null || only.includes(event);
      const deliver = send(record, params);
      if (!isAffected) return inTurn(deliver);
      if (delayMs > 0) {
        void unlessClosed(delay(delayMs, undefined, { signal: carrier.signal }).then(deliver));
        return Promise.resolve();
      }
      if (delivery === 'once') return inTurn(deliver);
      if (delivery === 'never') return Promise.resolve();
      if (delivery === 'twice') {
        void inTurn(deliver);
        return inTurn(deliver);
      }
      if (held === null && !isEnded(call.status)) {
        held = deliver;
        return Promise.resolve();
      }
      const earlier = held;
      held = null;
      const done = inTurn(deliver);
      return earlier ? inTurn(earlier) : done;
    },
  };
}

function toReportParams(
  carrier: Carrier,
  call: CarrierCall,
  { status, sequenceNumber }: { status: string; sequenceNumber: number },
): Record<string, string> {
  const seconds = toDurationSeconds(call);
  return {
    ...toCallParams(carrier, call),
    CallStatus: status,
    SequenceNumber: String(sequenceNumber),
    Timestamp: toRfc2822(Date.now()),
    CallbackSource: 'call-progress-events',
    ...(call.answeredBy !== null && { AnsweredBy: call.answeredBy }),
    ...(isEnded(call.status) && {
      CallDuration: String(seconds),
      Duration: String(Math.ceil(seconds / 60)),
      ...(call.sipResponseCode !== null && { SipResponseCode: String(call.sipResponseCode) }),
    }),
  };
}
