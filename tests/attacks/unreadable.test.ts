import { overwriteRecord } from '@ringback/session-model/store/stored-record';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { afterEach, describe, expect, it } from 'vitest';
import { type Arena, openArena } from '../support/attacks/arena.ts';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { resetAll } from '../support/faults/operator.ts';

let arena: Arena | null = null;
afterEach(async () => {
  await arena?.close();
  arena = null;
});

/** One character that becomes two when it is composed (Unicode composition exclusions). */
const growing = '\u0958';

describe('a record that cannot be read', { timeout: 120_000 }, () => {
  it('A1: is not caused by any text of a visitor, and affects only its owner when something else has caused it', async () => {
    arena = await openArena();
    await arena.control();
    const attacker = await visit(arena.gatewayUrl);
    for (const jobConfiguration of [
      { jobTitle: growing.repeat(100) },
      { jobTitle: 'Clerk', resume: growing.repeat(7_999) },
      { jobTitle: 'Clerk', jobDescription: `${growing}\u1100\u1161\u{1F468}`.repeat(2_000) },
    ]) {
      const body = { operationId: crypto.randomUUID(), jobConfiguration, call: { via: 'browser' } };
      const answer = await attacker.fetch('/api/sessions', { body });
      expect([201, 413, 422]).toContain(answer.status);
      if (answer.status !== 201) continue;
      const { sessionId } = await answer.json();
      expect((await attacker.fetch(`/api/sessions/${sessionId}`)).status).toBe(200);
      expect((await attacker.fetch(`/api/sessions/${sessionId}`, { method: 'DELETE' })).status).toBe(204);
    }
    const { client } = arena.fleet;
    const id = sessionIdSchema.parse((await attacker.start()).sessionId);
    await overwriteRecord(client, id, { jobConfiguration: '{"jobTi' });
    await client.zadd(keys.live, 1, id);
    await eventually(async () => (await client.zscore(keys.quarantine, id)) !== null, 10_000);
    await arena.expectUnharmed();
  });

  it('A1, A2: garbage and an event of a newer version do not keep a reset of all from completing', async () => {
    arena = await openArena({ bystanders: 1 });
    const { client, gateways } = arena.fleet;
    const attacker = await visit(arena.gatewayUrl);
    const garbage = sessionIdSchema.parse((await attacker.start()).sessionId);
    await overwriteRecord(client, garbage, { times: 'noon' });
    const newer = sessionIdSchema.parse((await attacker.start()).sessionId);
    const event = JSON.stringify({
      type: 'call.transferred',
      sessionId: newer,
      at: Date.now(),
      to: 'a person',
    });
    await client
      .multi()
      .hset(sessionKeys.record(newer), 'revision', '2', 'commitId', 'newer')
      .xadd(sessionKeys.log(newer), '2-0', 'commitId', 'newer', 'event', event)
      .exec();
    const { progress } = await resetAll(gateways[0]?.url ?? '', 15_000);
    expect(progress.instances.every(({ confirmed }) => confirmed)).toBe(true);
    await eventually(async () => (await client.zcard(keys.live)) === 0, 10_000);
    expect(await client.zscore(keys.quarantine, garbage)).not.toBeNull();
    expect((await arena.fleet.store.read(newer))?.record.phase).toBe('closed');
  });
});
