import { ConfigError, loadConfig } from '@ringback/shared/runtime/config';
import { afterEach, describe, expect, it } from 'vitest';
import { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import { type Gateways, gatewayOperatorToken, startGateways } from '../support/gateways.ts';

let gateways: Gateways;
afterEach(() => gateways.close());

const [here, there] = ['203.0.113.7', '198.51.100.9'];
const ask = (
  { token = gatewayOperatorToken, from = here, path = 'sessions', gateway = gateways.url } = {},
  init: RequestInit = {},
) =>
  fetch(`${gateway}/api/operator/${path}`, {
    ...init,
    headers: {
      authorization: `Bearer ${token}`,
      'x-forwarded-for': from,
      'content-type': 'application/json',
    },
  });
const audit = async () => (await (await ask({ path: 'audit', from: there })).json()).entries;

describe('the operator routes', () => {
  it('do not allow guessing: a network with ten wrong tokens is refused by all gateways, and others are not', async () => {
    gateways = await startGateways({ count: 2, env: { TRUSTED_PROXY_HOPS: '1' } });
    const statuses = [];
    for (let guess = 0; guess < 14; guess += 1) {
      const gateway = gateways.urls[guess % 2] ?? '';
      statuses.push((await ask({ token: `guess-${guess}`, gateway })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
    const refused = await ask();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
    expect((await ask({ from: there })).status).toBe(200);
  });

  it('accept the right token any number of times', async () => {
    gateways = await startGateways({ env: { TRUSTED_PROXY_HOPS: '1' } });
    for (let look = 0; look < 12; look += 1) expect((await ask()).status).toBe(200);
  });

  it('let no simultaneous guesses through that would not pass one by one, and note only the first of them', async () => {
    gateways = await startGateways({ env: { TRUSTED_PROXY_HOPS: '1' } });
    const guesses = Array.from({ length: 40 }, (_, place) =>
      ask({ token: place === 39 ? gatewayOperatorToken : `guess-${place}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    const refusals = (await audit()).filter(({ from }: { from: string }) => from === here);
    // The first three, and the one after which the address is refused.
    expect(refusals.length).toBeLessThanOrEqual(3 + 1);
    await gateways.redis.del(...(await gateways.redis.keys('*operator:address*')));
    for (let guess = 0; guess < 5; guess += 1) await ask({ token: 'one-more' });
    expect((await audit()).filter(({ from }: { from: string }) => from === here)).toHaveLength(
      refusals.length,
    );
  });

  it('are noted without the session that they concern', async () => {
    gateways = await startGateways({ env: { TRUSTED_PROXY_HOPS: '1' } });
    await ask({ path: 'sessions/ses_of_somebody_0000000' }, { method: 'DELETE' });
    expect(await audit()).toContainEqual(
      expect.objectContaining({ what: 'DELETE /api/operator/sessions/:id', outcome: 'allowed' }),
    );
  });

  it('keep a record of when, from where and what, without secrets, that an operator can read', async () => {
    gateways = await startGateways({ env: { TRUSTED_PROXY_HOPS: '1' } });
    const before = Date.now();
    for (const _ of [1, 2, 3]) await ask();
    await ask({ token: 'wrong-token-of-somebody' });
    await ask({ path: 'dialling' }, { method: 'PUT', body: JSON.stringify({ enabled: false }) });
    await ask({ path: 'reset-all' }, { method: 'POST', body: JSON.stringify({ confirm: 'reset all' }) });
    const entries = await audit();
    expect(entries).toMatchObject([
      { from: there, what: 'GET /api/operator/audit', outcome: 'allowed' },
      { from: here, what: 'POST /api/operator/reset-all', outcome: 'allowed' },
      { from: here, what: 'PUT /api/operator/dialling enabled=false', outcome: 'allowed' },
      { from: here, what: 'GET /api/operator/sessions', outcome: 'refused' },
      { from: here, what: 'GET /api/operator/sessions', outcome: 'allowed' },
    ]);
    for (const { at } of entries) expect(Math.abs(at - before)).toBeLessThan(60_000);
    const stored = JSON.stringify(await gateways.redis.xrange('operator:audit', '-', '+'));
    expect(stored).not.toContain('token');
  });

  it('are on a port of their own and nowhere else, if one is set', async () => {
    gateways = await startGateways({ env: { OPERATOR_PORT: '0' } });
    const own = `http://127.0.0.1:${gateways.all[0]?.operatorPort}`;
    expect(own).not.toBe(gateways.url);
    expect((await ask({ gateway: own })).status).toBe(200);
    expect((await ask()).status).toBe(404);
    expect((await fetch(`${own}/api/sessions`)).status).toBe(404);
  });

  it('need a token of 32 characters in live mode', async () => {
    gateways = await startGateways();
    const config = (token: string) =>
      loadConfig(gatewayConfigSchema, {
        RINGBACK_MODE: 'live',
        REDIS_URL: 'redis://127.0.0.1:1',
        ALLOWED_ORIGINS: 'https://ringback.example',
        COOKIE_SECRET: 'x'.repeat(32),
        DATA_ENCRYPTION_KEY: 'x'.repeat(32),
        NUMBER_HASH_KEY: 'x'.repeat(32),
        OPERATOR_TOKEN: token,
      });
    expect(() => config('x'.repeat(31))).toThrow(ConfigError);
    expect(() => config('x'.repeat(31))).toThrow(
      'OPERATOR_TOKEN: must have at least 32 characters in live mode',
    );
    expect(config('x'.repeat(32)).OPERATOR_TOKEN).toHaveLength(32);
  });
});
