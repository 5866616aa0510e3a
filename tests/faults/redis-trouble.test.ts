import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { greatestStallMs } from '../support/faults/audio-stall.ts';
import { newCanary } from '../support/faults/canary-model.ts';
import { type FaultFleet, isReady, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkHistory, checkQuiet } from '../support/faults/history-check.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments, isPartial } from '../support/faults/selection.ts';
import { reachMoment } from '../support/faults/walk.ts';
import { pageOrigin } from '../support/stack.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet();
  candidate = await createPatientCandidate(fleet);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

/** One request for a session, without a retry. */
async function askOnce(gatewayUrl: string): Promise<number> {
  const answer = await fetch(`${gatewayUrl}/api/sessions`, {
    method: 'POST',
    headers: { origin: pageOrigin, cookie: candidate.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      operationId: randomUUID(),
      jobConfiguration: { jobTitle: `Tester ${newCanary()}` },
      call: { via: 'browser' },
    }),
  });
  return answer.status;
}

describe('row 3: half-open to Redis', () => {
  const holdMs = isPartial ? 10_000 : 60_000;
  const services = chooseMoments(['telephony', 'ai-bridge', 'frontend-gateway'] as const, ['telephony']);
  it.for(services)('for %s', { timeout: 150_000 }, async (service) => {
    const cell = {
      row: '3',
      moment: 'M5',
      what: `${service} half-open for ${holdMs} ms: noticed`,
      boundMs: 3_000,
    };
    let stallMs = 0;
    await measureFault(cell, async () => {
      const { journey, release } = await reachMoment(fleet, candidate, 'M5');
      const held = fleet.members.filter((member) => member.service === service);
      const heldAt = Date.now();
      for (const { redis } of held) redis.hold();
      const noticed = await Promise.all(
        held.map(async ({ url }) => {
          await eventually(async () => !(await isReady(url)), 10_000);
          return Date.now() - heldAt;
        }),
      );
      await release();
      while (Date.now() - heldAt < holdMs) await journey.exchange(500);
      for (const { redis } of held) redis.restore();
      await eventually(() => isReady(held[0]?.url ?? ''), 5_000);
      await journey.exchange(500);
      await journey.hangUp();
      await checkHistory(fleet, journey, 15_000);
      await checkQuiet(fleet);
      stallMs = greatestStallMs(journey.line);
      journey.end();
      return Math.max(...noticed);
    });
    await measureFault({ ...cell, what: 'the same: audio stood still', boundMs: 200 }, async () => stallMs);
  });
});

describe('row 7: Redis takes no more', () => {
  /** Strikes while a candidate is talking: no new one gets in, and the call goes on and can end. */
  async function withFullRedis(strike: () => Promise<void>, heal: () => Promise<unknown>): Promise<number> {
    const { journey, release } = await reachMoment(fleet, candidate, 'M5');
    await release();
    await strike();
    try {
      const askedAt = Date.now();
      await eventually(async () => expect(await askOnce(fleet.gateways[0]?.url ?? '')).toBe(503), 5_000, 50);
      const refusedMs = Date.now() - askedAt;
      await journey.exchange(500);
      await journey.hangUp();
      const ended = await journey.viewers[0].waitFor('session.ended', 5_000);
      expect(ended.event).toMatchObject({ reason: 'hung_up_by_candidate' });
      return Math.max(refusedMs, ended.receivedAt - ended.event.at);
    } finally {
      await heal();
      await checkHistory(fleet, journey, 15_000);
      await checkQuiet(fleet);
      journey.end();
      await eventually(async () => expect(await askOnce(fleet.gateways[0]?.url ?? '')).toBe(201), 5_000, 100);
    }
  }

  it('out of memory', async () => {
    const cell = {
      row: '7',
      moment: 'M5',
      what: 'out of memory: 503, the call goes on and ends',
      boundMs: 2_000,
    };
    await measureFault(cell, () =>
      withFullRedis(
        async () => void (await fleet.client.config('SET', 'maxmemory', '1')),
        () => fleet.client.config('SET', 'maxmemory', '0'),
      ),
    );
  });

  it('no more connections, and the gateways’ are cut', async () => {
    const cell = {
      row: '7',
      moment: 'M5',
      what: 'maxclients: 503, the call goes on and ends',
      boundMs: 2_000,
    };
    await measureFault(cell, () =>
      withFullRedis(
        async () => {
          const [, connected = '0'] =
            /connected_clients:(\d+)/.exec(await fleet.client.info('clients')) ?? [];
          await fleet.client.config('SET', 'maxclients', String(Math.max(1, Number(connected) - 6)));
          for (const { redis } of fleet.gateways) redis.cut('commands');
          await wait(50);
          for (const { redis } of fleet.gateways) redis.restore();
        },
        () => fleet.client.config('SET', 'maxclients', '10000'),
      ),
    );
  });

  it('the password is another one, and the gateways’ connections are cut', async () => {
    const cell = {
      row: '7',
      moment: 'M5',
      what: 'password changed: 503, the call goes on and ends',
      boundMs: 2_000,
    };
    await measureFault(cell, () =>
      withFullRedis(
        async () => {
          await fleet.client.config('SET', 'requirepass', 'another-password');
          for (const { redis } of fleet.gateways) redis.cut('commands');
          await wait(50);
          for (const { redis } of fleet.gateways) redis.restore();
        },
        () => fleet.client.config('SET', 'requirepass', ''),
      ),
    );
  });
});

describe('row 31: the job configuration is changed before the answer', () => {
  it.for(chooseMoments(['M1', 'M2', 'M3', 'M4'] as const, ['M2']))('at %s', async (moment) => {
    const cell = {
      row: '31',
      moment,
      what: 'job configuration changed: spoken as the record held it',
      boundMs: null,
    };
    await measureFault(cell, async () => {
      const { journey, release } = await reachMoment(fleet, candidate, moment);
      const jobConfiguration = { jobTitle: `Changed ${journey.canary}`, company: 'Elsewhere' };
      const path = `/api/sessions/${journey.sessionId}/job-configuration`;
      const body = { operationId: randomUUID(), jobConfiguration };
      expect((await candidate.ask(path, { method: 'PUT', body })).status).toBe(200);
      await release();
      if (moment !== 'M4') await journey.talk();
      await journey.greeting();
      const read = await fleet.store.read(journey.sessionId as SessionId);
      const hash = configurationHash(jobConfigurationSchema.parse(jobConfiguration));
      expect(read?.record).toMatchObject({ configurationHash: hash, receivedHash: hash });
      const told = fleet.model.sessions.filter(({ session }) =>
        session.instructions.includes(journey.canary),
      );
      expect(told.map(({ session }) => session.instructions.includes('Elsewhere'))).toEqual([true]);
      await journey.hangUp();
      await checkHistory(fleet, journey);
      await checkQuiet(fleet);
      journey.end();
      return null;
    });
  });
});
