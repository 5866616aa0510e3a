import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Arena, openArena } from '../support/attacks/arena.ts';
import { flood, floodFrame, floodStreamSid } from '../support/attacks/media-flood.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { readCounter } from '../support/read-counter.ts';
import { pageOrigin } from '../support/stack.ts';

let arena: Arena | null = null;
afterEach(async () => {
  await arena?.close();
  arena = null;
});

async function freshToken(attacker: CandidateClient, sessionId: string): Promise<string | null> {
  const answer = await attacker.fetch(`/api/sessions/${sessionId}/media-token`, { method: 'POST' });
  return answer.status === 201 ? (await answer.json()).token : null;
}

describe('a browser that brings too much', { timeout: 180_000 }, () => {
  it.each([
    ['audio', floodFrame],
    ['of an unknown kind', JSON.stringify({ event: 'weather', streamSid: floodStreamSid })],
    ['of signals', JSON.stringify({ event: 'mark', streamSid: floodStreamSid, mark: { name: 'x' } })],
  ])('%s is sent away as often as it comes back, and no bystander hears of it', async (_what, message) => {
    arena = await openArena();
    const { gatewayUrl, fleet } = arena;
    await arena.control();
    const attacker = await visit(gatewayUrl);
    const started = await attacker.start();
    const url = started.media?.url ?? '';
    let token: string | null = started.media?.token ?? '';
    const until = Date.now() + 15_000;
    let times = 0;
    while (token !== null && Date.now() < until) {
      const code = await flood(url, token, message);
      // The first socket is judged by its own bounds. One that comes back may find its session over.
      if (times === 0) expect(code).toBe(1008);
      times += 1;
      token = await freshToken(attacker, started.sessionId);
    }
    expect(times).toBeGreaterThan(1);
    await arena.expectUnharmed();
    // What telephony passed on is what three callers say in a minute, plus a burst of three seconds for each return.
    const telephony = { serviceUrls: fleet.telephonies.map(({ url }) => url) };
    const passedOn = await readCounter(telephony, 'media_frames_total', { direction: 'caller' });
    expect(passedOn).toBeLessThan(3 * 60 * 50 + times * 150);
  });
});

describe('browsers that open audio sockets and say nothing', { timeout: 180_000 }, () => {
  it('take a limited number of slots for each network, for two seconds, and no bystander’s slot', async () => {
    arena = await openArena({ env: { MAX_MEDIA_SOCKETS_PER_NETWORK: '20' } });
    const { gatewayUrl, fleet } = arena;
    await arena.control();
    const mediaUrl = `${fleet.telephonies[0]?.url.replace('http', 'ws')}/browser/media`;
    const outcomes = { open: 0, refused: 0 };
    const statuses = new Set<number | undefined>();
    const closes: Promise<{ code: number; afterMs: number }>[] = [];
    for (let count = 0; count < 3_000; count++) {
      const socket = new WebSocket(mediaUrl, { origin: pageOrigin });
      const { promise, resolve } = Promise.withResolvers<boolean>();
      socket.once('open', () => resolve(true));
      socket.once('unexpected-response', (_request, response) => {
        statuses.add(response.statusCode);
        response.resume();
        socket.terminate();
      });
      socket.once('error', () => resolve(false));
      if (!(await promise)) {
        outcomes.refused += 1;
        continue;
      }
      outcomes.open += 1;
      const openedAt = performance.now();
      closes.push(
        new Promise((tell) => {
          socket.once('close', (code) => tell({ code, afterMs: performance.now() - openedAt }));
        }),
      );
      if (outcomes.open >= 60) break;
    }
    expect(outcomes.refused).toBeGreaterThan(0);
    expect([...statuses]).toEqual([429]);
    for (const { code, afterMs } of await Promise.all(closes)) {
      expect(code).toBe(1008);
      expect(afterMs).toBeLessThan(3_500);
    }
    const honest = await visit(gatewayUrl);
    const line = await honest.talk(await honest.start());
    await line.hangUp();
    await arena.expectUnharmed();
  });
});
