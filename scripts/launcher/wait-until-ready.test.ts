import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from './ports.ts';
import { waitUntilReady } from './wait-until-ready.ts';

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server = undefined;
});

/** Answers 503 a number of times, then 200. */
async function serve(refusals: number): Promise<string> {
  let left = refusals;
  server = createServer((_request, response) => {
    response.statusCode = left-- > 0 ? 503 : 200;
    response.end(response.statusCode === 503 ? 'redis is away' : 'ok');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/health/ready`;
}

describe('waitUntilReady', () => {
  it('asks again until the service takes work', async () => {
    expect(await waitUntilReady(await serve(2), { timeoutMs: 5_000, pollMs: 1 })).toBeGreaterThanOrEqual(0);
  });

  it('gives up with the reason the service gave', async () => {
    const url = await serve(Number.POSITIVE_INFINITY);
    await expect(waitUntilReady(url, { timeoutMs: 20, pollMs: 1 })).rejects.toThrow('503 redis is away');
  });

  it('gives up with the reason the system gave', async () => {
    const url = `http://127.0.0.1:${await findFreePort()}/`;
    await expect(waitUntilReady(url, { timeoutMs: 20, pollMs: 1 })).rejects.toThrow('ECONNREFUSED');
  });

  it('ends at once when it is aborted', async () => {
    const url = await serve(Number.POSITIVE_INFINITY);
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(waitUntilReady(url, { timeoutMs: 60_000, signal })).rejects.toThrow('stopped');
  });
});
