import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { type GatewayFleet, startGatewayFleet } from '../support/gateway-fleet/gateway-fleet.ts';
import {
  findGap,
  type PageViewer,
  type PageVisitor,
  visitAsPage,
} from '../support/gateway-fleet/page-viewer.ts';
import { startTalkingSession, type TalkingSession } from '../support/gateway-fleet/talking-session.ts';

let fleet: GatewayFleet;
let visitor: PageVisitor;
beforeAll(async () => {
  fleet = await startGatewayFleet(3);
  visitor = await visitAsPage(fleet.proxy.url);
});
afterEach(() => fleet.restore());
afterAll(async () => {
  printResults();
  visitor?.close();
  await fleet?.close();
});

async function watchTogether(count: number): Promise<{ session: TalkingSession; viewers: PageViewer[] }> {
  const session = await startTalkingSession(visitor, fleet.store);
  const viewers = Array.from({ length: count }, () => visitor.watch(session.sessionId));
  await allLive(viewers);
  return { session, viewers };
}
const allLive = (viewers: readonly PageViewer[], withinMs = 10_000) =>
  eventually(() => viewers.every(({ connection }) => connection.phase === 'live'), withinMs);

/** The longest that a viewer was not live after `since`, in ms. */
function longestAbsence(viewers: readonly PageViewer[], since: number): number {
  const absences = viewers.map(({ story }) => {
    const lost = story.find(({ phase, at }) => phase === 'reconnecting' && at >= since);
    const back = story.findLast(({ phase, at }) => phase === 'live' && at >= since);
    return lost && back ? back.at - since : 0;
  });
  return Math.max(...absences);
}

/** Every viewer has the whole log, once and in order, and shows the same view. */
async function expectAllTold(viewers: readonly PageViewer[], last: number): Promise<void> {
  await eventually(() => viewers.every(({ known }) => known?.revision === last), 20_000);
  expect(viewers.map((viewer) => findGap(viewer, last))).toEqual(viewers.map(() => null));
  for (const { known } of viewers) expect(known?.view).toEqual(viewers[0]?.known?.view);
}

describe('row 16: a gateway', () => {
  it('is killed: its browsers go on at the others, with nothing missing and nothing twice', async () => {
    const cell = { row: '16', moment: 'M5', what: 'gateway kill -9: its viewers are back', boundMs: 3_000 };
    await measureFault(cell, async () => {
      const { session, viewers } = await watchTogether(9);
      const talk = session.keepTalking(50);
      await wait(500);
      const at = Date.now();
      await fleet.gateways[0]?.process.kill();
      await eventually(() => viewers.some(({ connection }) => connection.phase === 'reconnecting'));
      await allLive(viewers);
      await wait(500);
      const absence = longestAbsence(viewers, at);
      await expectAllTold(viewers, await talk.stop());
      await session.end();
      await eventually(() => viewers.every(({ connection }) => connection.phase === 'closed'));
      return absence;
    });
  });

  it('is frozen: its browsers miss the heartbeats and go elsewhere', async () => {
    const cell = { row: '16', moment: 'M5', what: 'gateway stopped: its viewers are back', boundMs: 13_000 };
    await measureFault(cell, async () => {
      const { session, viewers } = await watchTogether(9);
      const talk = session.keepTalking(100);
      const at = Date.now();
      fleet.gateways[1]?.process.freeze();
      await eventually(() => viewers.some(({ connection }) => connection.phase === 'reconnecting'), 14_000);
      await allLive(viewers, 6_000);
      await wait(1_000);
      await allLive(viewers, 6_000);
      const absence = longestAbsence(viewers, at);
      await expectAllTold(viewers, await talk.stop());
      await session.end();
      return absence;
    });
  });
});

describe('row 18: a gateway is told to stop', () => {
  it('and dismisses its browsers one after another; all go on elsewhere, and the process ends well', async () => {
    const cell = { row: '18', moment: 'M5', what: 'SIGTERM of a gateway: gap of any viewer', boundMs: 2_000 };
    await measureFault(cell, async () => {
      const { session, viewers } = await watchTogether(90);
      const talk = session.keepTalking(50);
      await wait(500);
      const at = Date.now();
      await fleet.gateways[2]?.process.stop();
      await allLive(viewers);
      const moved = viewers.filter(({ story }) =>
        story.some(({ at: when, phase }) => phase === 'reconnecting' && when >= at),
      );
      expect(moved.length).toBeGreaterThan(20);
      const left = moved.map(
        ({ story }) => story.find(({ phase, at: when }) => phase === 'reconnecting' && when >= at)?.at ?? 0,
      );
      // Three in a row every 100 ms, so that no gateway is overrun by all of them at once.
      expect(Math.max(...left) - Math.min(...left)).toBeGreaterThan(150);
      const gaps = moved.map(({ story }) => {
        const lost = story.find(({ phase, at: when }) => phase === 'reconnecting' && when >= at)?.at ?? 0;
        return (story.find(({ phase, at: when }) => phase === 'live' && when >= lost)?.at ?? Infinity) - lost;
      });
      await expectAllTold(viewers, await talk.stop());
      expect(
        fleet.lines.some(({ msg, instance }) => msg === 'gateway closed' && instance === 'gateway-3'),
      ).toBe(true);
      await session.end();
      return Math.max(...gaps);
    });
  });
});
