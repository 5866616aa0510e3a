import { sessionIdSchema } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { mayHappen } from '@ringback/shared/session/lifecycle-table';
import { afterEach, expect, it } from 'vitest';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import {
  type FrameFault,
  frameFaultNames,
  type HostileModel,
  startHostileModel,
} from '../support/hostile-model.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';

/** Stored so that a failure can be reproduced. Add the seed of any new one. */
const seeds = [7, 19, 23, 42, 101, 404, 1009, 2026, 5150, 8088, 31337, 65537];

let stack: Stack;
let model: HostileModel;
afterEach(async () => {
  await stack.close();
  await model.close();
});

/** Every event of a session happened in a phase that allows it. The record that comes of them. */
async function replayLog(sessionId: string): Promise<SessionRecord | null> {
  let record: SessionRecord | null = null;
  for (const { event } of await stack.store.readLog(sessionIdSchema.parse(sessionId), 0)) {
    if (record !== null)
      expect([event.type, event.type !== 'unknown' && mayHappen(event.type, record.phase)]).toEqual([
        event.type,
        true,
      ]);
    record = evolveRecord(record, event);
  }
  return record;
}

it('whatever comes through the model’s socket, every call ends by the table with a coded reason, and others go on', async () => {
  const plan = new Map(
    seeds.map((seed, index): [number, FrameFault] => [
      seed,
      frameFaultNames[index % frameFaultNames.length] ?? 'a reserved bit',
    ]),
  );
  model = await startHostileModel(plan);
  stack = await startStack({ env: { OPENAI_REALTIME_URL: model.url } });
  const talk = async (jobTitle: string) => {
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start({ jobConfiguration: { jobTitle } });
    const viewer = await candidate.watch(started);
    return { started, viewer, line: await candidate.talk(started) };
  };
  const calls = await Promise.all(seeds.map((seed) => talk(`Seed ${seed}`)));
  await eventually(() => model.struck.size === seeds.length, 20_000);
  // Some are lost for good, with an apology. In the others it is the candidate's turn, who has heard enough.
  await eventually(
    () => calls.some(({ viewer }) => viewer.events.some(({ type }) => type === 'session.ended')),
    30_000,
  );
  for (const { line } of calls) if (line.isOpen) await line.hangUp();
  for (const { started, viewer } of calls) {
    const { reason } = await viewer.waitFor('session.ended');
    expect(['interviewer_unavailable', 'completed', 'hung_up_by_candidate']).toContain(reason);
    await eventually(async () => expect((await replayLog(started.sessionId))?.phase).toBe('closed'), 8_000);
  }
  // Each was looked for again, but no longer than is allowed.
  for (const seed of seeds) expect(model.sessions.get(seed)).toBeLessThanOrEqual(3);
  expect(await readCounter(stack, 'stale_messages_total', { kind: 'model_event' })).toBeGreaterThan(0);
  expect(await readCounter(stack, 'stale_messages_total', { kind: 'model_event_malformed' })).toBeGreaterThan(
    0,
  );
  // The same bridge serves the next candidate.
  const harmless = await talk('Baker');
  await harmless.viewer.waitFor('configuration.received');
  await harmless.line.hangUp();
  await harmless.viewer.waitFor('session.ended');
  expect(stack.logs.errors()).toEqual([]);
  await quietCheck(stack, 10_000);
}, 90_000);
