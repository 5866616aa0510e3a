import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { type FaultFleet, startFaultFleet } from '../support/faults/fault-fleet.ts';
import type { Journey } from '../support/faults/journey.ts';
import { createPatientCandidate, type PatientCandidate } from '../support/faults/patient-candidate.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { chooseMoments } from '../support/faults/selection.ts';
import { everyMoment, type Moment, walk } from '../support/faults/walk.ts';
import { type PageViewer, type PageVisitor, visitAsPage } from '../support/gateway-fleet/page-viewer.ts';
import { type RoundRobin, startRoundRobin } from '../support/gateway-fleet/round-robin.ts';
import { readHeld } from '../support/quiet-check.ts';

let fleet: FaultFleet;
let proxy: RoundRobin;
let candidate: PatientCandidate;
let visitor: PageVisitor;
beforeAll(async () => {
  fleet = await startFaultFleet();
  candidate = await createPatientCandidate(fleet);
  const backends = fleet.gateways.map(({ url }) => ({ host: '127.0.0.1', port: Number(new URL(url).port) }));
  proxy = await startRoundRobin(backends);
  visitor = await visitAsPage(proxy.url, candidate);
});
afterEach(() => fleet.tidy());
afterAll(async () => {
  printResults();
  visitor?.close();
  await proxy?.close();
  await fleet?.close();
});

/** Shows the session, or has seen its end and been dismissed. */
const isServed = ({ connection }: PageViewer): boolean =>
  connection.phase === 'live' || (connection.phase === 'closed' && connection.reason === 'session_closed');
const untilServed = (pages: readonly PageViewer[], withinMs: number) =>
  eventually(() => pages.every(isServed), withinMs, 5);
const socketsHeld = async () =>
  (await readHeld({ serviceUrls: fleet.gateways.map(({ url }) => url) })).socket ?? 0;

/**
 * Before there is a session, a page only asks, and repeats until it is answered. The longest of a few in a row, in ms.
 */
async function longestQuestion(): Promise<number> {
  let longest = 0;
  for (let question = 0; question < 4; question += 1) {
    const at = Date.now();
    const isAnswered = () =>
      visitor.api.sessions().then(
        () => true,
        () => false,
      );
    while (!(await isAnswered()));
    longest = Math.max(longest, Date.now() - at);
  }
  return longest;
}

/**
 * Something happens to a gateway while a page at each of the two shows the session. Returns how long one was without.
 */
async function strikeGateway(journey: Journey | null, fault: () => Promise<void> | void): Promise<number> {
  if (journey === null) {
    await fault();
    return longestQuestion();
  }
  const sessionId = journey.sessionId as SessionId;
  const pages = [visitor.watch(sessionId)];
  await untilServed(pages, 5_000);
  // The proxy takes turns, and a page fetches its ticket first, so an odd number of requests lies between the two
  // sockets.
  await visitor.api.sessions();
  pages.push(visitor.watch(sessionId));
  await untilServed(pages, 5_000);
  const at = Date.now();
  await fault();
  await eventually(() => pages.some(({ connection }) => connection.phase !== 'live'), 14_000, 5);
  await untilServed(pages, 6_000);
  const absences = pages.map(({ story }) => {
    const lost = story.find(({ phase, at: when }) => phase === 'reconnecting' && when >= at);
    const back = story.findLast(({ at: when }) => when >= at);
    return lost && back ? back.at - at : 0;
  });
  for (const page of pages) page.close();
  return Math.max(...absences);
}

async function tryAt(
  moment: Moment,
  cell: { row: string; what: string; boundMs: number },
  strike: (journey: Journey | null) => Promise<number>,
): Promise<void> {
  await measureFault({ ...cell, moment }, async () => {
    let took = 0;
    await walk(fleet, candidate, {
      moment,
      strike: async (journey) => {
        took = await strike(journey);
      },
    });
    return took;
  });
}

describe('row 16: a gateway dies or stands still, and the page goes on at another one', () => {
  it.for(chooseMoments(everyMoment, ['M5']))('killed at %s', async (moment) => {
    const cell = { row: '16', what: 'gateway kill -9: its pages show the session again', boundMs: 3_000 };
    await tryAt(moment, cell, async (journey) => {
      const took = await strikeGateway(journey, () => fleet.gateways[0]?.process.kill());
      await fleet.restore();
      return took;
    });
  });

  it.for(chooseMoments(everyMoment, ['M5']))('frozen at %s', async (moment) => {
    const cell = { row: '16', what: 'gateway frozen: its pages show the session again', boundMs: 13_000 };
    await tryAt(moment, cell, async (journey) => {
      const took = await strikeGateway(journey, () => fleet.gateways[0]?.process.freeze());
      await fleet.restore();
      return took;
    });
  });
});

describe('row 26: a page is refreshed twenty times in ten seconds', () => {
  const refreshed = everyMoment.filter((moment) => moment !== 'M0');

  it.for(chooseMoments(refreshed, ['M2']))(
    'at %s: one session, one call, one live socket',
    async (moment) => {
      const cell = { row: '26', what: '20 refreshes in 10 s: the slowest', boundMs: 1_000 };
      await tryAt(moment, cell, async (journey) => {
        if (journey === null) throw new Error('there is nothing to refresh');
        const sessionId = journey.sessionId as SessionId;
        const sessionsBefore = (await visitor.api.sessions()).sessions.length;
        let slowest = 0;
        let page = visitor.watch(sessionId);
        await untilServed([page], 5_000);
        for (let refresh = 0; refresh < 20; refresh += 1) {
          page.close();
          const at = Date.now();
          page = visitor.watch(sessionId);
          await untilServed([page], 5_000);
          slowest = Math.max(slowest, Date.now() - at);
          await wait(Math.max(0, 490 - (Date.now() - at)));
        }
        const isLive = page.connection.phase === 'live';
        const staying = journey.viewers.length + (isLive ? 1 : 0);
        if (isLive) await eventually(async () => expect(await socketsHeld()).toBe(staying));
        const sessions = (await visitor.api.sessions()).sessions.length;
        // Meanwhile "Practice again" may have begun another one, and nothing else may have.
        expect(sessions - sessionsBefore).toBeLessThanOrEqual(moment === 'M9' ? 1 : 0);
        page.close();
        return slowest;
      });
    },
  );
});
