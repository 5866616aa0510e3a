import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { operationIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { measureFault, printResults } from '../support/faults/result-table.ts';
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
beforeAll(async () => {
  fleet = await startGatewayFleet(2);
  visitor = await visitAsPage(fleet.proxy.url);
});
afterAll(async () => {
  printResults();
  visitor?.close();
  await fleet?.close();
});

const untilLive = (viewer: PageViewer, withinMs = 5_000) =>
  eventually(() => viewer.connection.phase === 'live', withinMs, 5);
const held = async () => readHeld({ serviceUrls: fleet.gateways.map(({ url }) => url) });

/**
 * A browser at the level of bytes. It has said hello to the first gateway, answers nothing and reads only when told
 * to.
 */
async function openRawViewer(sessionId: SessionId): Promise<Socket> {
  const { hostname, port } = new URL(fleet.gateways[0]?.url ?? '');
  const raw = connect(Number(port), hostname);
  raw.on('error', () => {});
  raw.write(
    `GET /logs HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: ${gatewayPage}\r\n` +
      `Cookie: ${visitor.cookie}\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await once(raw, 'data');
  const { ticket } = await visitor.api.ticket(sessionId);
  const hello = Buffer.from(JSON.stringify({ type: 'hello', version: 1, sessionId, ticket }));
  raw.write(
    Buffer.concat([Buffer.from([0x81, 0xfe, hello.length >> 8, hello.length & 255, 0, 0, 0, 0]), hello]),
  );
  await once(raw, 'data');
  return raw;
}

describe('row 26: a page', () => {
  it('is refreshed twenty times in ten seconds: one session, one live socket, the right state each time', async () => {
    const cell = { row: '26', moment: 'M5', what: '20 refreshes in 10 s: the slowest', boundMs: 1_000 };
    await measureFault(cell, async () => {
      const session = await startTalkingSession(visitor, fleet.store);
      let slowest = 0;
      let viewer = visitor.watch(session.sessionId);
      await untilLive(viewer);
      for (let refresh = 0; refresh < 20; refresh += 1) {
        const last = await session.say(1);
        viewer.close();
        const at = Date.now();
        viewer = visitor.watch(session.sessionId);
        await untilLive(viewer);
        slowest = Math.max(slowest, Date.now() - at);
        expect(viewer.known?.revision).toBe(last);
        await wait(Math.max(0, 450 - (Date.now() - at)));
      }
      await eventually(async () => expect(await held()).toMatchObject({ socket: 1, session: 1 }));
      expect((await visitor.api.sessions()).sessions.map(({ sessionId }) => sessionId)).toEqual([
        session.sessionId,
      ]);
      await session.end();
      await eventually(async () => expect(await held()).toMatchObject({ socket: 0, session: 0, timer: 0 }));
      return slowest;
    });
  });
});

describe('row 27: a browser', () => {
  it('was away for five minutes’ worth of events: it is shown the current state, in time', async () => {
    const cell = {
      row: '27',
      moment: 'M5',
      what: 'offline for 600 events: right state on return',
      boundMs: 2_000,
    };
    await measureFault(cell, async () => {
      const session = await startTalkingSession(visitor, fleet.store);
      const viewer = visitor.watch(session.sessionId);
      const witness = visitor.watch(session.sessionId);
      await untilLive(viewer);
      await untilLive(witness);
      const offline = new AbortController();
      const ticketsGone = visitor.goOffline(viewer, offline.signal);
      const last = await session.say(600);
      await ticketsGone;
      const at = Date.now();
      offline.abort();
      viewer.socket.retryNow('online');
      await eventually(() => viewer.known?.revision === last, 5_000, 5);
      const took = Date.now() - at;
      expect(viewer.snapshots).toHaveLength(2);
      await eventually(() => witness.known?.revision === last);
      expect(viewer.known?.view).toEqual(witness.known?.view);
      expect(findGap(witness, last)).toBeNull();
      await session.end();
      return took;
    });
  });

  it('has two tabs: both watch, and a command from either is acknowledged to that tab and done once', async () => {
    const session = await startTalkingSession(visitor, fleet.store);
    const tabs = [visitor.watch(session.sessionId), visitor.watch(session.sessionId)] as const;
    for (const tab of tabs) await untilLive(tab);
    const operationId = operationIdSchema.parse(randomUUID());
    const change = {
      type: 'job.configuration',
      operationId,
      jobConfiguration: { jobTitle: 'Points operator' },
    } as const;
    const outcomes = await Promise.all(tabs.map((tab) => tab.socket.send(change)));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['duplicate', 'ok']);
    const end = { type: 'call.end', operationId: operationIdSchema.parse(randomUUID()) } as const;
    expect(await tabs[1].socket.send(end)).toMatchObject({ outcome: 'ok' });
    for (const tab of tabs) {
      await eventually(() => tab.known?.view.status === 'ended');
      expect(tab.known?.view.jobConfiguration.jobTitle).toBe('Points operator');
    }
    expect(tabs[0].revisions).toEqual(tabs[1].revisions);
    await session.end();
  });
});

describe('row 27: a browser that reads nothing', () => {
  it('is cut within ten seconds and costs less than 5 MB; the one beside it is not delayed', async () => {
    const cell = { row: '27', moment: 'M5', what: 'browser reads nothing: terminated', boundMs: 12_000 };
    await measureFault(cell, async () => {
      const session = await startTalkingSession(visitor, fleet.store);
      const stalled = await openRawViewer(session.sessionId);
      stalled.pause();
      const witness = visitor.watch(session.sessionId);
      await untilLive(witness);
      const before = (await held()).socket ?? 0;
      // Until the kernel's own buffers are full. From then on the gateway holds what is not read.
      await session.say(400, 'x'.repeat(19_000));
      const at = Date.now();
      const last = await session.say(100, 'x'.repeat(19_000));
      await eventually(async () => ((await held()).socket ?? 0) === before - 1, 12_000, 100);
      const took = Date.now() - at;
      // Whichever comes first: what it has not read, or the pings that it has not answered.
      const cut = fleet.lines.findLast(({ code }) => code === 1006);
      expect(cut).toMatchObject({ msg: 'connection cleaned up', sessionId: session.sessionId });
      expect(cut?.reason).toMatch(/^browser does not (read|answer)/);
      expect(Number(cut?.unsentBytes)).toBeLessThan(5_000_000);
      await eventually(() => witness.known?.revision === last);
      expect(findGap(witness, last)).toBeNull();
      expect(witness.greatestLagMs).toBeLessThan(1_000);
      stalled.destroy();
      await session.end();
      return took;
    });
  });
});

describe('a peer that is dead', () => {
  it('and answers no ping, though its connection is open, is gone within 20 s', async () => {
    const cell = { row: '27', moment: 'M5', what: 'half-open browser: its socket is gone', boundMs: 20_000 };
    await measureFault(cell, async () => {
      const session = await startTalkingSession(visitor, fleet.store);
      const dead = await openRawViewer(session.sessionId);
      await eventually(async () => (await held()).session === 1);
      // It goes on reading. Only the missing answers reveal it.
      dead.resume();
      const at = Date.now();
      await eventually(async () => (await held()).socket === 0, 20_000, 100);
      dead.destroy();
      await session.end();
      return Date.now() - at;
    });
  });
});
