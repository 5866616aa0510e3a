import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { findFreePort } from '../../scripts/launcher/ports.ts';
import { eventually } from '../support/eventually.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
import { type CallCrowd, startCallCrowd } from '../support/gateway-fleet/call-crowd.ts';
import { type GatewayFleet, startGatewayFleet } from '../support/gateway-fleet/gateway-fleet.ts';
import {
  findGap,
  type PageViewer,
  type PageVisitor,
  visitAsPage,
} from '../support/gateway-fleet/page-viewer.ts';
import { startTalkingSession } from '../support/gateway-fleet/talking-session.ts';
import { gatewayPage } from '../support/gateways.ts';
import { readHeld } from '../support/quiet-check.ts';

let fleet: GatewayFleet;
let visitor: PageVisitor;
let crowd: CallCrowd;
afterEach(async () => {
  visitor?.close();
  await crowd?.close();
  await fleet?.close();
});

/** Gateways, and calls in progress. */
async function startWithCalls(gateways: number, calls: number, env: Record<string, string>): Promise<void> {
  const [mediaPort, bridgePort] = [await findFreePort(), await findFreePort()];
  const mediaUrl = `ws://127.0.0.1:${mediaPort}/browser/media`;
  fleet = await startGatewayFleet(gateways, { ...env, NEXT_PUBLIC_MEDIA_URL: mediaUrl });
  crowd = await startCallCrowd(fleet, { mediaPort, bridgePort });
  visitor = await visitAsPage(fleet.proxy.url);
  await crowd.begin(calls);
}

/** During all of this, no frame of a call was lost, and no answer stalled for more than 200 ms of audio. */
async function expectCallsUnaffected(): Promise<void> {
  const { calls, framesLost } = await crowd.stop();
  process.stdout.write(`tests: calls beside it: ${JSON.stringify(calls)}, frames lost ${framesLost}\n`);
  expect(framesLost).toBe(0);
  for (const { exchanges, stallMs, dropped, violations } of calls) {
    expect(exchanges).toBeGreaterThan(1);
    expect({ dropped, violations }).toEqual({ dropped: 0, violations: 0 });
    expect(stallMs).toBeLessThan(200);
  }
}
afterAll(printResults);

const held = async () => readHeld({ serviceUrls: fleet.gateways.map(({ url }) => url) });

/** All gateways together admit 100 a second, plus the turns that they have saved up: a quarter of a second's worth. */
function expectSpread(lines: GatewayFleet['lines'], since: number): void {
  const connected = lines
    .filter(({ msg }) => msg === 'logs socket connected')
    .map(({ time }) => Date.parse(String(time)))
    .filter((time) => time >= since)
    .toSorted((one, other) => one - other);
  const [first = since] = connected;
  const perSecond = Array.from({ length: 12 }, (_, second) => {
    const from = first + second * 1_000;
    return connected.filter((time) => time >= from && time < from + 1_000).length;
  });
  process.stdout.write(`tests: browsers back in each second: ${perSecond.join(' ')}\n`);
  // An admission may be seen late, never early. The first one was seen at most this late.
  const seenLateMs = 250;
  const tooMany = connected.findIndex((time, before) => before >= 25 + (time - first + seenLateMs) / 10);
  expect(tooMany).toBe(-1);
}

describe('a reconnect storm', () => {
  it('of 500 browsers that are cut off at once: all are back, at most 100 a second, none missed a word, and no call was affected', async () => {
    const cell = { row: 'storm', moment: 'M5', what: '500 viewers cut at once: all back', boundMs: 12_000 };
    await startWithCalls(3, 4, { UPGRADES_PER_SECOND: '33' });
    await measureFault(cell, async () => {
      const session = await startTalkingSession(visitor, fleet.store);
      const viewers = Array.from({ length: 500 }, () => visitor.watch(session.sessionId));
      const areLive = () => {
        const away = viewers.filter(({ connection }) => connection.phase !== 'live');
        const [first] = away;
        if (first) throw new Error(`${away.length} are away, one ${JSON.stringify(first.connection)}`);
      };
      await eventually(areLive, 40_000, 100);
      const talk = session.keepTalking(100);
      await wait(1_000);
      const at = Date.now();
      fleet.proxy.cutAll();
      const wasCut = ({ story }: PageViewer) =>
        story.some((step) => step.phase === 'reconnecting' && step.at >= at);
      await eventually(() => viewers.every(wasCut), 5_000, 50);
      await eventually(areLive, 20_000, 50);
      const took = Date.now() - at;
      expectSpread(fleet.lines, at);
      const last = await talk.stop();
      await eventually(() => viewers.every(({ known }) => known?.revision === last), 10_000, 50);
      expect(viewers.filter((viewer) => findGap(viewer, last) !== null)).toHaveLength(0);
      await expectCallsUnaffected();
      await session.end();
      await eventually(async () => expect(await held()).toMatchObject({ socket: 0, session: 0 }), 10_000);
      return took;
    });
  });
});

describe('row 30: 200 connects and disconnects a second for 30 s', () => {
  it('are answered by the limit; a viewer and two calls notice nothing; everything that was held is released', async () => {
    const cell = {
      row: '30',
      moment: 'M5',
      what: '6,000 connects: sockets, timers back to base',
      boundMs: 5_000,
    };
    await startWithCalls(1, 2, { UPGRADES_PER_MINUTE: '1200' });
    await measureFault(cell, async () => {
      const session = await startTalkingSession(visitor, fleet.store);
      const viewer = visitor.watch(session.sessionId);
      await eventually(() => viewer.connection.phase === 'live');
      const base = await held();
      const url = `${fleet.gateways[0]?.url.replace(/^http/, 'ws')}/logs`;
      const answers = new Map<number, number>();
      const count = (status: number) => answers.set(status, (answers.get(status) ?? 0) + 1);
      const open = new Set<WebSocket>();
      function connectOnce(): void {
        const socket = new WebSocket(url, { headers: { origin: gatewayPage } });
        open.add(socket);
        socket.on('unexpected-response', (_request, response) => {
          count(response.statusCode ?? 0);
          if (response.statusCode === 429) expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
          response.resume();
          socket.terminate();
        });
        socket.on('open', () => {
          count(101);
          socket.terminate();
        });
        socket.on('error', () => {});
        socket.on('close', () => open.delete(socket));
      }
      const talk = session.keepTalking(100);
      const storm = setInterval(() => {
        for (let one = 0; one < 10; one += 1) connectOnce();
      }, 50);
      await wait(30_000);
      clearInterval(storm);
      const at = Date.now();
      const last = await talk.stop();
      for (const socket of open) socket.terminate();
      await eventually(async () => expect(await held()).toEqual(base), 10_000, 50);
      const took = Date.now() - at;
      process.stdout.write(
        `tests: answers ${JSON.stringify([...answers])}, viewer's greatest lag ${viewer.greatestLagMs} ms\n`,
      );
      expect(answers.get(429)).toBeGreaterThan(1_000);
      await eventually(() => viewer.known?.revision === last);
      expect(findGap(viewer, last)).toBeNull();
      expect(viewer.story.filter(({ phase }) => phase === 'reconnecting')).toEqual([]);
      expect(viewer.greatestLagMs).toBeLessThan(1_000);
      await expectCallsUnaffected();
      await session.end();
      return took;
    });
  });
});
