import { patiently } from '../patience.ts';
import { type CarrierCall, isEnded } from './carrier-call.ts';
import type { PlacedCall } from './place-call.ts';

/** The calls of the stand-in: those that live, and so many of those that have ended. */
export interface KeptCalls {
  /** The oldest first. */
  readonly placed: readonly PlacedCall[];
  add(made: PlacedCall): void;
  find(callSid: string): PlacedCall | undefined;
  forget(callSid: string): void;
  /** The first call that satisfies `is`, one that is kept or the next one that is made. */
  next(is: (call: CarrierCall) => boolean): Promise<CarrierCall>;
}

export function createKeptCalls(mostEnded: number): KeptCalls {
  const placed = new Map<string, PlacedCall>();
  const waiting: { is: (call: CarrierCall) => boolean; resolve: (call: CarrierCall) => void }[] = [];

  function forgetOldest(): void {
    const ended = [...placed.values()].filter(({ call }) => isEnded(call.status));
    const surplus = ended.length - mostEnded;
    for (const { call } of ended.slice(0, Math.max(0, surplus))) placed.delete(call.sid);
  }

  return {
    get placed() {
      return [...placed.values()];
    },
    add(made) {
      forgetOldest();
      placed.set(made.call.sid, made);
      for (const wait of waiting.filter(({ is }) => is(made.call))) {
        waiting.splice(waiting.indexOf(wait), 1);
        wait.resolve(made.call);
      }
    },
    find: (callSid) => placed.get(callSid),
    forget: (callSid) => void placed.delete(callSid),
    next(is) {
      const existing = [...placed.values()].find(({ call }) => is(call));
      if (existing) return Promise.resolve(existing.call);
      return patiently(
        new Promise((resolve) => waiting.push({ is, resolve })),
        'a call that the test asks for',
      );
    },
  };
}
