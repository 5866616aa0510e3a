import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const sources = globSync(
  ['services/{telephony,ai-bridge,frontend-gateway}/src/**/*.ts', 'packages/shared/src/**/*.ts'],
  {
    cwd: root,
  },
).filter((path) => !path.endsWith('.test.ts'));

/** This machine's wall clock; `new Date(ms)` only writes a time that is known already. */
const wallClock = /\bDate\.now\b|\bnew Date\(\)/;

/** The files that may read it, and why. */
const allowed: Readonly<Record<string, string>> = {
  'services/telephony/src/carrier/dial-intent.ts':
    'BullMQ keeps its queue by this clock, on every side of it',
  'services/telephony/src/upkeep/call-record-eraser.ts':
    'BullMQ keeps its queue by this clock, on every side of it',
  'services/frontend-gateway/src/bookings/booking-worker.ts':
    'BullMQ keeps its queue by this clock, on every side of it',
  'packages/shared/src/redis/session/session-store.ts': 'tests alone leave the clock out',
  'packages/shared/src/client/return-plan.ts': 'a browser that reconnects, by itself',
};

it('whatever another instance reads is timed by the fleet’s clock', () => {
  const found = sources.filter((path) => wallClock.test(readFileSync(new URL(path, root), 'utf8')));
  expect(found.toSorted()).toEqual(Object.keys(allowed).toSorted());
});

it('every service gives its store the fleet’s clock', () => {
  const parts = readFileSync(new URL('packages/shared/src/redis/fleet/service-parts.ts', root), 'utf8');
  expect(parts).toContain('now: clock.now');
  const makers = sources.filter((path) =>
    readFileSync(new URL(path, root), 'utf8').includes('createSessionStore({'),
  );
  expect(makers).toEqual(['packages/shared/src/redis/fleet/service-parts.ts']);
});
