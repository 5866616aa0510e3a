import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { examineOpenai } from './openai-finding.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** A provider that gives this answer to everything. */
async function provider(status: number, body: object) {
  const asked: { path: string | undefined; key: string | undefined }[] = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url, key: request.headers.authorization });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  open.push(server);
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return { asked, env: { OPENAI_API_KEY: 'sk-secret', OPENAI_BASE_URL: base, OPENAI_REALTIME_MODEL: 'm-1' } };
}

it.each([
  [200, {}, 'ok', /may use m-1/],
  [401, { error: { code: 'invalid_api_key', message: 'sk-secret is wrong' } }, 'fault', /invalid_api_key/],
  [404, { error: { code: 'model_not_found' } }, 'fault', /m-1 may not be used/],
  [403, {}, 'fault', /HTTP 403/],
  [429, { error: { code: 'insufficient_quota' } }, 'fault', /no money/],
  [503, {}, 'note', /HTTP 503/],
])('really asks the provider: %i', async (status, body, verdict, text) => {
  const { asked, env } = await provider(status, body);
  const found = await examineOpenai(env);
  expect(asked).toEqual([{ path: '/v1/models/m-1', key: 'Bearer sk-secret' }]);
  expect(found).toMatchObject({ verdict, text: expect.stringMatching(text) });
  expect(JSON.stringify(found)).not.toContain('sk-secret');
});

it('does not blame the settings when the provider cannot be reached', async () => {
  const env = { OPENAI_API_KEY: 'sk-secret', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' };
  expect(await examineOpenai(env)).toMatchObject({ verdict: 'note' });
});
