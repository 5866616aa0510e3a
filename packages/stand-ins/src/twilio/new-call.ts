import { EventEmitter } from 'node:events';
import type { CandidateBehaviour, OnTheLine } from '../candidate/candidate-behaviour.ts';
import { randomSid } from '../candidate/random-sid.ts';
import { isOpened, until } from './call-waits.ts';
import type { CallOrder, CarrierCall, CarrierCallEvents, EndedStatus } from './carrier-call.ts';

/** What the callee's actions lead to. */
interface CalleeActs {
  ended: Promise<EndedStatus>;
  pickUp: () => void;
  decline: () => void;
  hangUp: () => void;
}

/** A call before anything has happened in it. */
export function newCall(order: CallOrder, behaviour: CandidateBehaviour, acts: CalleeActs): CarrierCall {
  const isPerson = behaviour.type === 'answers' || behaviour.type === 'by_hand';
  const candidate: OnTheLine = isPerson || behaviour.type === 'machine' ? behaviour : {};
  const call: CarrierCall = {
    sid: randomSid('CA'),
    ...{ order, behaviour, candidate },
    createdAt: Date.now(),
    status: 'queued',
    ...{ answeredAt: null, endedAt: null, answeredBy: null, sipResponseCode: null },
    statuses: [],
    ...{ webhooks: [], callbacks: [], prompts: [], gathers: [], streams: [], recordings: [], errors: [] },
    events: new EventEmitter<CarrierCallEvents>(),
    ...acts,
    reached: (status) =>
      until(call, () => (call.statuses.some((past) => past.status === status) ? true : null), status).then(
        () => undefined,
      ),
    streamOpened: (index = 0) => until(call, () => call.streams.filter(isOpened)[index] ?? null, 'a stream'),
    voice: null,
    press(digits) {
      const stream = call.streams.find(({ client }) => client?.isOpen)?.client;
      for (const digit of digits) {
        if (stream) stream.press(digit);
        else call.events.emit('key', digit);
      }
    },
  };
  return call;
}
