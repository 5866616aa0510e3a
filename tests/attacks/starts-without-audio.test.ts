import { afterEach, expect, it } from 'vitest';
import { type Arena, openArena } from '../support/attacks/arena.ts';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';

let arena: Arena | null = null;
afterEach(async () => {
  await arena?.close();
  arena = null;
});

/** The twenty seconds of a start without audio, plus what the reaper and a busy machine need. */
const givenBackWithinMs = 28_000;

it('starts without audio give their slots back within half a minute', async () => {
  arena = await openArena({ env: { MAX_LIVE_CALLS: '6', LIVE_SESSIONS_PER_CANDIDATE: '3' } });
  const { gatewayUrl } = arena;
  await arena.control();
  const startedAt = Date.now();
  for (let cookies = 0; cookies < 2; cookies++) {
    const attacker = await visit(gatewayUrl);
    for (let starts = 0; starts < 3; starts++) await attacker.start().catch(() => {});
  }
  const honest = await visit(gatewayUrl);
  await expect(honest.start()).rejects.toThrow();
  const started = await eventually(() => honest.start(), givenBackWithinMs, 1_000);
  expect(Date.now() - startedAt).toBeGreaterThan(15_000);
  const line = await honest.talk(started);
  await line.hangUp();
  await arena.expectUnharmed();
});
