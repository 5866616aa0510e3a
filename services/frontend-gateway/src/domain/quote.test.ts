import { expect, it } from 'vitest';
import { toQuote } from './quote.ts';

const call = {
  via: 'phone',
  lengthMinutes: 15,
  carrierIsReal: true,
  modelIsReal: true,
  refusal: null,
} as const;

it('adds carrier and model for a real call, rounded up to cents', () => {
  expect(toQuote(call)).toEqual({ allowed: true, currency: 'USD', perMinute: 0.1184, estimate: 1.78 });
});

it('asks no carrier price of a browser call, and nothing where both sides are stand-ins', () => {
  expect(toQuote({ ...call, via: 'browser' })).toMatchObject({ perMinute: 0.1, estimate: 1.5 });
  const free = toQuote({ ...call, carrierIsReal: false, modelIsReal: false });
  expect(free).toMatchObject({ perMinute: 0, estimate: 0 });
});

it('says why a call may not be made', () => {
  expect(toQuote({ ...call, refusal: 'switched off' })).toMatchObject({
    allowed: false,
    reason: 'switched off',
  });
});
