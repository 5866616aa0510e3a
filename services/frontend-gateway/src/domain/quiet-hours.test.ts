import { expect, it } from 'vitest';
import { quietForMs } from './quiet-hours.ts';

const night = { from: 21, to: 8 };
const hourMs = 3_600_000;
const at = (text: string) => Date.parse(text);

it.each<[string, string, number]>([
  // Berlin is one hour ahead in winter and two in summer.
  ['DE', '2026-11-30T06:59:00Z', 60_000],
  ['DE', '2026-11-30T07:00:00Z', 0],
  ['DE', '2026-11-30T19:59:00Z', 0],
  ['DE', '2026-11-30T20:00:00Z', 11 * hourMs],
  ['DE', '2026-07-01T06:00:00Z', 0],
  ['GB', '2026-11-30T07:30:00Z', hourMs / 2],
  // Lisbon is an hour ahead of the Azores. It must be day in both.
  ['PT', '2026-11-30T08:30:00Z', hourMs / 2],
  ['PT', '2026-11-30T09:00:00Z', 0],
  // From eight in the morning in Honolulu to nine in the evening in New York.
  ['US', '2026-11-30T17:59:00Z', 60_000],
  ['US', '2026-11-30T18:00:00Z', 0],
  ['US', '2026-12-01T01:59:00Z', 0],
  ['US', '2026-12-01T02:00:00Z', 16 * hourMs],
  ['IN', '2026-11-30T02:30:00Z', 0],
  ['IN', '2026-11-30T02:29:00Z', 60_000],
  ['XK', '2026-11-30T08:00:00Z', 0],
])('%s at %s is quiet for %i ms', (country, text, ms) => {
  expect(quietForMs(country, night, at(text))).toBe(ms);
});

it('is never quiet where quiet hours are off, and can be quiet by day', () => {
  expect(quietForMs('DE', null, at('2026-11-30T02:00:00Z'))).toBe(0);
  expect(quietForMs('DE', { from: 12, to: 14 }, at('2026-11-30T11:00:00Z'))).toBe(2 * hourMs);
  expect(quietForMs('DE', { from: 12, to: 14 }, at('2026-11-30T13:00:00Z'))).toBe(0);
});
