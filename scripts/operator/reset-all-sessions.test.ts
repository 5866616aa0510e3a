import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../launcher/ports.ts';
import { describeProgress, resetAll } from './reset-all-sessions.ts';

const OPERATION = '018f2f3a-0000-7000-8000-000000000001';
const progress = (confirmed: boolean) => ({
  operationId: OPERATION,
  generation: 2,
  sessionsTotal: 3,
  sessionsEnded: confirmed ? 3 : 1,
  instances: [
    { service: 'telephony', instance: 'telephony-1', confirmed: true },
    { service: 'ai-bridge', instance: 'ai-bridge-1', confirmed },
  ],
  done: confirmed,
});

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A gateway whose instances have confirmed at the given request. */
async function serve(confirmedAt: number) {
  let questions = 0;
  const bodies: string[] = [];
  server = createServer(async (request, response) => {
    if (request.headers.authorization !== 'Bearer right') {
      response.writeHead(401).end('{"error":{"code":"not_allowed","message":"Not allowed"}}');
    } else if (request.method === 'POST') {
      bodies.push(await text(request));
      response.writeHead(202).end(JSON.stringify({ operationId: OPERATION }));
    } else {
      questions += 1;
      response.end(JSON.stringify(progress(questions >= confirmedAt)));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { gatewayUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

describe('resetAll', () => {
  it('confirms on purpose and follows until every instance has confirmed', async () => {
    const { gatewayUrl, bodies } = await serve(3);
    expect(await resetAll({ gatewayUrl, token: 'right', timeoutMs: 5_000, pollMs: 1 })).toEqual(
      progress(true),
    );
    expect(bodies).toEqual(['{"confirm":"reset all"}']);
  });

  it('says which instances have not confirmed when the time is over', async () => {
    const { gatewayUrl } = await serve(Number.POSITIVE_INFINITY);
    const last = await resetAll({ gatewayUrl, token: 'right', timeoutMs: 10, pollMs: 1 });
    expect(last.done).toBe(false);
    expect(describeProgress(last)).toEqual([
      'sessions ended: 1 of 3',
      'service    instance     confirmed',
      'telephony  telephony-1  yes',
      'ai-bridge  ai-bridge-1  no',
    ]);
  });

  it('passes on a refusal, and reports when no gateway answers', async () => {
    const { gatewayUrl } = await serve(1);
    await expect(resetAll({ gatewayUrl, token: 'wrong', timeoutMs: 10 })).rejects.toThrow('refused: 401');
    const nobody = `http://127.0.0.1:${await findFreePort()}`;
    await expect(resetAll({ gatewayUrl: nobody, token: 'right', timeoutMs: 10 })).rejects.toThrow(
      'is Ringback running?',
    );
  });
});
