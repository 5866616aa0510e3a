import type { SessionId } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { commandTables, unlistedCommands } from '../support/faults/command-tables.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import type { Journey } from '../support/faults/journey.ts';
import { type Passage, recordPassages, toPassages } from '../support/faults/passed-commands.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments, isPartial } from '../support/faults/selection.ts';
import { everyMoment, momentAfter, walk } from '../support/faults/walk.ts';

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

const ways = ['browser', 'phone'] as const;

const toName = ({ service, command, moment }: Passage) => `${service} ${command} at ${moment}`;

describe.skipIf(isPartial)('the commands whose replies are lost', () => {
  it.for(ways)('pass at their moments, and are all that pass: by %s', async (via) => {
    const passing = await recordPassages(fleet, candidate, via);
    const seen = new Set(passing.map(toName));
    const listed = toPassages(commandTables[via]);
    expect(listed.map(toName).filter((name) => !seen.has(name))).toEqual([]);
    const known = new Set(
      ways.flatMap((way) =>
        toPassages(commandTables[way]).map(({ service, command }) => `${service} ${command}`),
      ),
    );
    const unknown = passing.filter(
      ({ service, command }) => !unlistedCommands.test(command) && !known.has(`${service} ${command}`),
    );
    expect(unknown.map(toName)).toEqual([]);
  });
});

/** Whatever was lost, an interview gets its report, and one. */
async function expectOneReport({ sessionId }: Journey): Promise<void> {
  await eventually(async () => {
    const report = (await fleet.store.read(sessionId as SessionId))?.record.report;
    expect(report).toMatchObject({
      version: 1,
      versions: [{ state: expect.stringMatching(/ready|insufficient/) }],
    });
  }, 15_000);
}

describe('row 8: a reply is lost after Redis has carried the command out', () => {
  type Loss = Passage & { via: 'browser' | 'phone'; after: 'reset' | 'silent' };
  const losses = ways.flatMap((via) =>
    toPassages(commandTables[via]).flatMap((passage): Loss[] => {
      const isWritten = /^(commit|create)/.test(passage.command);
      return (isWritten ? (['reset', 'silent'] as const) : (['reset'] as const)).map((after) => ({
        ...passage,
        via,
        after,
      }));
    }),
  );
  const few: Loss[] = [
    { service: 'frontend-gateway', command: 'createSession', moment: 'M0', via: 'browser', after: 'reset' },
    { service: 'telephony', command: 'commitSession', moment: 'M1', via: 'browser', after: 'silent' },
    { service: 'ai-bridge', command: 'commitSession', moment: 'M5', via: 'browser', after: 'reset' },
  ];
  it.for(chooseMoments(losses, few))(
    '$service: $command at $moment by $via, the connection is $after',
    async ({ service, command, moment, via, after }) => {
      const what = `${via}: ${service} ${command}, then ${after}`;
      await measureFault({ row: '8', moment, what, boundMs: null }, async () => {
        const proxies = fleet.members.filter((member) => member.service === service);
        const end = momentAfter(moment, via);
        let isLost = false;
        let wasLostInTime = false;
        const { journey } = await walk(fleet, candidate, {
          ...{ moment, via },
          // A stream that cannot be accepted with certainty is refused, and the carrier brings another one.
          comesBack: moment === 'M4' && via === 'phone',
          strike: async () => {
            for (const { redis } of proxies) {
              void redis.loseReply(command, after).then((hasPassed) => {
                isLost ||= hasPassed;
              });
            }
          },
          onMoment: (reached) => {
            if (reached === end) wasLostInTime = isLost;
          },
        });
        if (end === null) wasLostInTime = isLost;
        if (!wasLostInTime) throw new Error(`the reply did not come by at ${moment}`);
        if (moment === 'M9') await expectOneReport(journey);
        return null;
      });
    },
  );
});

/** What a candidate's first session asks besides, which gives them another id; `passing`: so many of them are answered. */
const firstStart = [
  ['exists', 'is it the first', 0],
  ['set', 'another id is claimed', 0],
  ['copy', 'their numbers', 0],
  ['copy', 'what they have used up', 1],
] as const;

describe('row 8: a reply is lost while a candidate gets another id', () => {
  const losses = firstStart.flatMap((asked) =>
    (['reset', 'silent'] as const).map((after) => [...asked, after] as const),
  );
  it.for(chooseMoments(losses, [[...firstStart[3], 'silent']]))(
    '%s (%s), after %i that were answered, the connection is %s',
    async ([command, asked, passing, after]) => {
      const what = `first start: frontend-gateway ${command} (${asked}), then ${after}`;
      await measureFault({ row: '8', moment: 'M0', what, boundMs: null }, async () => {
        const newcomer = await createPatientCandidate(fleet);
        const before = newcomer.cookie;
        let isLost = false;
        await walk(fleet, newcomer, {
          ...{ moment: 'M0', via: 'browser' },
          strike: async () => {
            // One gateway: the other one has only what was carried out.
            void fleet.gateways[0]?.redis.loseReply(command, after, { passing }).then((hasPassed) => {
              isLost ||= hasPassed;
            });
          },
        });
        expect(isLost).toBe(true);
        expect(newcomer.cookie).not.toBe(before);
        const { sessions } = (await (await newcomer.ask('/api/sessions')).json()) as { sessions: unknown[] };
        expect(sessions).toHaveLength(1);
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
