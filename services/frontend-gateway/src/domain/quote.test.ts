import { expect, it } from 'vitest';
import { toQuote } from './quote.ts';

const call = {
  via: 'phone',
  country: 'US',
  carrierPrices: { byCountry: { GB: 0.03 }, other: 0.014 },
  lengthMinutes: 15,
  isCarrierReal: true,
  isModelReal: true,
  refusal: null,
} as const;

it('adds carrier and model for a real call, rounded up to cents', () => {
  expect(toQuote(call)).toEqual({ allowed: true, currency: 'USD', perMinute: 0.1244, estimate: 1.87 });
});

it('uses the price of the called country, and the general price for one that is not named', () => {
  expect(toQuote({ ...call, country: 'GB' }).perMinute).toBe(0.1404);
  expect(toQuote({ ...call, country: 'FR' }).perMinute).toBe(0.1244);
  expect(toQuote({ ...call, country: null, via: 'dial_in' }).perMinute).toBe(0.1244);
});

it('has no carrier price for a browser call, and costs nothing when both sides are stand-ins', () => {
  expect(toQuote({ ...call, via: 'browser' })).toMatchObject({ perMinute: 0.106, estimate: 1.59 });
  const free = toQuote({ ...call, isCarrierReal: false, isModelReal: false });
  expect(free).toMatchObject({ perMinute: 0, estimate: 0 });
});

it('says why a call is not possible', () => {
  expect(toQuote({ ...call, refusal: { code: 'phone_unavailable', message: 'switched off' } })).toMatchObject(
    {
      allowed: false,
      reason: 'switched off',
    },
  );
});
