import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, type FleetMember, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { checkHistory, checkQuiet } from '../support/faults/history-check.ts';
import type { Journey } from '../support/faults/journey.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments, isPartial } from '../support/faults/selection.ts';
import { reachMoment } from '../support/faults/walk.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet({ telephonies: 2, isBalanced: true, env: { DRAIN_LIMIT_MS: '20000' } });
  candidate = await createPatientCandidate(fleet);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

const ways = ['phone', 'browser'] as const;
type Way = (typeof ways)[number];

const record = async (journey: Journey) => (await fleet.store.read(journey.sessionId as SessionId))?.record;
const readEvents = async (journey: Journey) =>
  (await fleet.store.readLog(journey.sessionId as SessionId, 0)).map(({ event }) => event);

/** The instance that serves a session, by the last event of a type that names one. */
async function whoHas(journey: Journey, type: 'media.started' | 'call.dialled'): Promise<FleetMember> {
  const names = (await readEvents(journey)).flatMap((event) =>
    (event.type === 'media.started' || event.type === 'call.dialled') && event.type === type
      ? [event.instance]
      : [],
  );
  const member = fleet.telephonies.find(({ instance }) => instance === names.at(-1));
  if (member === undefined) throw new Error(`no instance has the session: ${names}`);
  return member;
}

/** A call in the middle of the interviewer's first words. */
async function talk(way: Way) {
  const { journey, release } = await reachMoment(fleet, candidate, 'M5', way);
  await release();
  return { journey, carrying: await whoHas(journey, 'media.started') };
}

/** The conversation goes on to its end as before. The whole history is right, and nothing is left. */
async function expectToGoOn(journey: Journey, way: Way): Promise<void> {
  await journey.exchange();
  await journey.exchange();
  expect((await record(journey))?.phase).toBe('active');
  await journey.hangUp();
  await checkHistory(fleet, journey, 15_000);
  const events = await readEvents(journey);
  const hashes = events.flatMap((event) =>
    event.type === 'configuration.received' ? [event.configurationHash] : [],
  );
  expect(new Set(hashes).size).toBe(1);
  expect(events.find(({ type }) => type === 'session.ended')).toMatchObject({
    reason: 'hung_up_by_candidate',
  });
  if (way === 'phone')
    expect(journey.call?.callbacks.filter(({ event }) => event === 'completed')).toHaveLength(1);
  await checkQuiet(fleet);
  journey.end();
}

describe('row 11: telephony killed', () => {
  it.for(chooseMoments(ways, ['phone']))('while it carries a %s call: resumed elsewhere', async (way) => {
    const cell = { row: '11', moment: 'M5', what: `kill -9 of telephony, ${way}: resumed`, boundMs: 20_000 };
    await measureFault(cell, async () => {
      const { journey, carrying } = await talk(way);
      const killedAt = Date.now();
      await carrying.process.kill();
      await journey.comeBack(20_000);
      await journey.hear(100, 10_000);
      const resumedMs = Date.now() - killedAt;
      expect(await whoHas(journey, 'media.started')).not.toBe(carrying);
      await expectToGoOn(journey, way);
      return resumedMs;
    });
  });

  it.skipIf(isPartial)('while the candidate speaks: what they say afterwards is answered', async () => {
    const cell = { row: '11', moment: 'M6', what: 'kill -9 of telephony, phone: resumed', boundMs: 20_000 };
    await measureFault(cell, async () => {
      const { journey, release } = await reachMoment(fleet, candidate, 'M6', 'phone');
      const carrying = await whoHas(journey, 'media.started');
      const killedAt = Date.now();
      await carrying.process.kill();
      await release();
      await journey.comeBack(20_000);
      const resumedMs = Date.now() - killedAt;
      await expectToGoOn(journey, 'phone');
      return resumedMs;
    });
  });

  it('while the phone that it dialled rings: adopted, and interviewed elsewhere', async () => {
    const cell = {
      row: '11',
      moment: 'M2',
      what: 'kill -9 of the dialling telephony: adopted',
      boundMs: 10_000,
    };
    await measureFault(cell, async () => {
      const { journey, release } = await reachMoment(fleet, candidate, 'M2', 'phone');
      const dialling = await whoHas(journey, 'call.dialled');
      const killedAt = Date.now();
      await dialling.process.kill();
      await release();
      await journey.talk(20_000);
      await journey.hear(100, 15_000);
      const adoptedMs = Date.now() - killedAt;
      await dialling.process.start();
      await expectToGoOn(journey, 'phone');
      return adoptedMs;
    });
  });

  it.skipIf(isPartial)('before its request to the carrier: no call, an honest end', async () => {
    const cell = {
      row: '11',
      moment: 'M1',
      what: 'kill -9 before the POST: ended, never dialled',
      boundMs: 24_000,
    };
    await measureFault(cell, async () => {
      fleet.carrier.faults.rest.create = { type: 'never_answers', isDone: false };
      const { journey, release } = await reachMoment(fleet, candidate, 'M1', 'phone');
      await release();
      await eventually(async () => (await record(journey))?.phase === 'dialling', 5_000);
      const dialling = await whoHas(journey, 'call.dialled');
      const killedAt = Date.now();
      await dialling.process.kill();
      fleet.carrier.faults.rest.create = null;
      await eventually(async () => (await record(journey))?.phase === 'closed', 45_000, 100);
      const over = await record(journey);
      expect(over?.endReason).toBe('unknown_dial');
      expect(journey.call).toBeNull();
      journey.end();
      return (over?.times.endedAt ?? 0) - killedAt;
    });
  });

  it.skipIf(isPartial)(
    'when there is no other: ended by the restarted one, or resumed where the carrier holds the line',
    async () => {
      const cell = {
        row: '11',
        moment: 'M5',
        what: 'kill -9 of the only telephony, restarted',
        boundMs: 20_000,
      };
      await measureFault(cell, async () => {
        const { journey } = await talk('phone');
        const killedAt = Date.now();
        await Promise.all(fleet.telephonies.map(({ process }) => process.kill()));
        fleet.telephonies[0]?.process.start();
        const ended = eventually(async () => (await record(journey))?.endReason !== null, 20_000, 100);
        const back = journey.comeBack(20_000).then(() => 'resumed' as const);
        const how = await Promise.race([back, ended.then(() => 'ended' as const)]);
        const tookMs = Date.now() - killedAt;
        for (const silenced of [back, ended]) silenced.catch(() => {});
        const up = fleet.carrier.calls.filter(({ endedAt }) => endedAt === null);
        if (how === 'resumed') {
          await fleet.restore();
          await expectToGoOn(journey, 'phone');
        } else expect(up).toEqual([]);
        journey.end();
        return tookMs;
      });
    },
  );
});

describe('row 12: telephony stands still while it carries a call', () => {
  it.skipIf(isPartial)('for 4 s: the call goes on', async () => {
    const cell = { row: '12', moment: 'M5', what: 'telephony stopped 4 s, then continued', boundMs: null };
    await measureFault(cell, async () => {
      const { journey, carrying } = await talk('phone');
      carrying.process.freeze();
      await wait(4_000);
      carrying.process.thaw();
      await expectToGoOn(journey, 'phone');
      return null;
    });
  });

  it('for 20 s: taken over, and the one that wakes changes nothing', async () => {
    const cell = { row: '12', moment: 'M5', what: 'telephony stopped 20 s: taken over', boundMs: 8_000 };
    await measureFault(cell, async () => {
      const { journey, carrying } = await talk('phone');
      const frozenAt = Date.now();
      carrying.process.freeze();
      await journey.comeBack(20_000);
      const takenMs = Date.now() - frozenAt;
      await wait(Math.max(0, 20_000 - takenMs));
      carrying.process.thaw();
      await wait(3_000);
      expect((await record(journey))?.phase).toBe('active');
      expect(journey.call?.status).toBe('in-progress');
      await expectToGoOn(journey, 'phone');
      return takenMs;
    });
  });
});

describe('row 18: telephony is told to stop under a live call', () => {
  it.for(chooseMoments(ways, ['phone']))('%s: given to another instance', async (way) => {
    const cell = {
      row: '18',
      moment: 'M5',
      what: `SIGTERM of telephony, ${way}: handed over`,
      boundMs: 2_000,
    };
    await measureFault(cell, async () => {
      const { journey, carrying } = await talk(way);
      const first = journey.line;
      const closed = first.closed.then(() => Date.now());
      carrying.process.signal('SIGTERM');
      await Promise.all([closed, journey.comeBack(10_000)]);
      const gapMs = Date.now() - (await closed);
      await eventually(() => !carrying.process.isRunning, 10_000);
      expect(await whoHas(journey, 'media.started')).not.toBe(carrying);
      expect(
        fleet.model.sessions.filter(({ session }) => session.instructions.includes(journey.canary)),
      ).toHaveLength(1);
      await expectToGoOn(journey, way);
      return gapMs;
    });
  });

  it.skipIf(isPartial)('while its phone rings: it stays until the call is carried elsewhere', async () => {
    const cell = {
      row: '18',
      moment: 'M2',
      what: 'SIGTERM of the dialling telephony: handed over',
      boundMs: null,
    };
    await measureFault(cell, async () => {
      const { journey, release } = await reachMoment(fleet, candidate, 'M2', 'phone');
      const dialling = await whoHas(journey, 'call.dialled');
      dialling.process.signal('SIGTERM');
      await release();
      await journey.talk(20_000);
      await journey.greeting();
      await eventually(() => !dialling.process.isRunning, 10_000);
      await expectToGoOn(journey, 'phone');
      return null;
    });
  });

  it.skipIf(isPartial)('twice: it leaves at once, and the call is resumed', async () => {
    const cell = { row: '18', moment: 'M5', what: 'SIGTERM twice: leaves at once, resumed', boundMs: 20_000 };
    await measureFault(cell, async () => {
      const { journey, carrying } = await talk('phone');
      const toldAt = Date.now();
      carrying.process.signal('SIGTERM');
      await wait(50);
      carrying.process.signal('SIGTERM');
      await eventually(() => !carrying.process.isRunning, 1_000);
      await journey.comeBack(20_000);
      const tookMs = Date.now() - toldAt;
      await expectToGoOn(journey, 'phone');
      return tookMs;
    });
  });
});
