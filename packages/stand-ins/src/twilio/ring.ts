import { setTimeout as delay } from 'node:timers/promises';
import type { Carrier, CarrierCall, EndedStatus } from './carrier-call.ts';
import { sip } from './sip-codes.ts';

/** How the ringing of a phone ends: with an answer, or with the end of its call. */
export type RingEnd = 'answered' | { status: EndedStatus; sipResponseCode: number };

const noAnswer: RingEnd = { status: 'no-answer', sipResponseCode: sip.cancelled };
const declined: RingEnd = { status: 'busy', sipResponseCode: sip.declined };

interface Ringing {
  /** The decision of a person who answers by hand. */
  decision: Promise<'answers' | 'declines'>;
  /** It rings. */
  onRinging: () => void;
  signal: AbortSignal;
}

/** Sets a call up and lets the phone ring, as its callee behaves. Rejects when `signal` is aborted. */
export async function ring(
  carrier: Carrier,
  { order, behaviour }: CarrierCall,
  { decision, onRinging, signal }: Ringing,
): Promise<RingEnd> {
  await delay(carrier.setupMs * carrier.timeScale, undefined, { signal });
  if (behaviour.type === 'unreachable') return { status: 'failed', sipResponseCode: sip.notFound };
  onRinging();
  if (behaviour.type === 'by_hand') {
    // In real time: a person decides.
    const limit = delay(order.ringTimeoutMs, 'no_answer' as const, { signal });
    const how = await Promise.race([decision, limit]);
    if (how === 'no_answer') return noAnswer;
    return how === 'declines' ? declined : 'answered';
  }
  const afterMs = behaviour.type === 'no_answer' ? Number.POSITIVE_INFINITY : behaviour.afterMs;
  await delay(Math.min(afterMs, order.ringTimeoutMs) * carrier.timeScale, undefined, { signal });
  if (afterMs > order.ringTimeoutMs) return noAnswer;
  if (behaviour.type === 'busy') return { status: 'busy', sipResponseCode: sip.busy };
  return behaviour.type === 'declines' ? declined : 'answered';
}
