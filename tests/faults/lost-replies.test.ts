import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { everyMoment, type Moment, walk } from '../support/faults/walk.ts';

let fleet: FaultFleet;
let candidate: PatientCandidate;
beforeAll(async () => {
  fleet = await startFaultFleet({ bridges: 1 });
  candidate = await createPatientCandidate(fleet);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  await fleet.close();
});

/** What the services ask of Redis in a session, and the moment before which each is next asked. */
const commands: readonly (readonly [service: string, command: string, moment: Moment])[] = [
  ['frontend-gateway', 'createSession', 'M0'],
  ['frontend-gateway', 'listDeadline', 'M0'],
  ['frontend-gateway', 'hgetall', 'M0'],
  ['frontend-gateway', 'hget', 'M0'],
  ['frontend-gateway', 'zadd', 'M0'],
  ['frontend-gateway', 'expire', 'M0'],
  ['frontend-gateway', 'set', 'M0'],
  ['frontend-gateway', 'getdel', 'M0'],
  ['frontend-gateway', 'xrange', 'M0'],
  ['frontend-gateway', 'hmget', 'M5'],
  ['frontend-gateway', 'commitSession', 'M9'],
  ['frontend-gateway', 'commitSessionUrgently', 'M9'],
  ['telephony', 'getdel', 'M1'],
  ['telephony', 'hgetall', 'M1'],
  ['telephony', 'leaseSession', 'M1'],
  ['telephony', 'commitSession', 'M1'],
  ['telephony', 'listDeadline', 'M1'],
  ['telephony', 'time', 'M1'],
  ['telephony', 'xrange', 'M1'],
  ['telephony', 'leaseSession', 'M5'],
  ['telephony', 'hmget', 'M5'],
  ['telephony', 'commitSessionUrgently', 'M6'],
  ['telephony', 'commitSessionUrgently', 'M7'],
  ['telephony', 'zrangebyscore', 'M5'],
  ['ai-bridge', 'leaseSession', 'M1'],
  ['ai-bridge', 'hgetall', 'M1'],
  ['ai-bridge', 'commitSession', 'M1'],
  ['ai-bridge', 'xrange', 'M1'],
  ['ai-bridge', 'commitSession', 'M5'],
  ['ai-bridge', 'commitSession', 'M6'],
  ['ai-bridge', 'leaseSession', 'M6'],
  ['ai-bridge', 'publish', 'M5'],
  ['ai-bridge', 'hmget', 'M6'],
  ['ai-bridge', 'commitSessionUrgently', 'M6'],
  ['ai-bridge', 'commitSessionUrgently', 'M7'],
];

describe('row 8: a reply is lost after Redis has carried the command out', () => {
  const cases = (['reset', 'silent'] as const).flatMap((after) =>
    chooseMoments(commands, [])
      .filter(([, command]) => after === 'reset' || /^(commit|create)/.test(command))
      .map((which) => [...which, after] as const),
  );
  const few = [
    ['frontend-gateway', 'createSession', 'M0', 'reset'],
    ['telephony', 'commitSession', 'M1', 'silent'],
    ['ai-bridge', 'commitSession', 'M5', 'reset'],
  ] as const;
  it.for(chooseMoments<readonly [string, string, Moment, 'reset' | 'silent']>(cases, few))(
    '%s: %s at %s, the connection is %s',
    async ([service, command, moment, after]) => {
      const cell = { row: '8', moment, what: `${service} ${command}, then ${after}`, boundMs: null };
      await measureFault(cell, async () => {
        const proxies = fleet.members.filter((member) => member.service === service);
        let lost: Promise<unknown> = Promise.resolve();
        await walk(fleet, candidate, {
          moment,
          via: 'browser',
          strike: async () => {
            lost = Promise.race(proxies.map(({ redis }) => redis.loseReply(command, after)));
          },
        });
        const isLost = await Promise.race([lost.then(() => true), wait(100).then(() => false)]);
        if (!isLost) throw new Error('this reply never came by');
        return null;
      });
    },
  );
});

describe('row 9: all scripts are forgotten', () => {
  it.for(chooseMoments(everyMoment, ['M4', 'M6']))('at %s', async (moment) => {
    const cell = { row: '9', moment, what: 'SCRIPT FLUSH', boundMs: null };
    await measureFault(cell, async () => {
      await walk(fleet, candidate, {
        moment,
        strike: async () => {
          await fleet.client.script('FLUSH');
        },
      });
      return null;
    });
  });
});
