import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { addressOf, allRoutes, type DescribedRoute } from '../support/described-routes.ts';
import { type Gateways, gatewayOperatorToken, gatewayPage, startGateways } from '../support/gateways.ts';
import { expectNothingStored } from '../support/stored.ts';

let gateways: Gateways;
let candidate: CandidateClient;
let sessionId = '';
beforeAll(async () => {
  const env = { ALLOWED_ORIGINS: `${gatewayPage},https://ringback.example`, TRUSTED_PROXY_HOPS: '1' };
  gateways = await startGateways({ env });
  candidate = await visit(gateways.url);
  ({ sessionId } = await candidate.start());
});
afterAll(() => gateways.close());
afterEach(() => expect(gateways.logs.errors()).toEqual([]));

const expectNothing = <T>(act: () => Promise<T>) => expectNothingStored(gateways.redis, act);
/** Everything that the route requires, so that only the sender of the request is wrong. */
const body = {
  operationId: randomUUID(),
  jobConfiguration: { jobTitle: 'Spy' },
  call: { via: 'browser' },
  lengthMinutes: 5,
  confirm: 'reset all',
  enabled: false,
};
async function knock(route: DescribedRoute, headers: Record<string, string>) {
  const response = await fetch(`${gateways.url}${addressOf(route, sessionId)}`, {
    method: route.method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(route.method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const { error } = (await response.json().catch(() => ({}))) as { error?: { code: string } };
  return { status: response.status, code: error?.code, headers: response.headers };
}
const nameOf = ({ method, path }: DescribedRoute) => `${method} ${path}`;
const routes = (wanted: (route: DescribedRoute) => boolean) =>
  allRoutes.filter(wanted).map((route) => [nameOf(route), route] as const);

describe('a request from another site’s page, with everything that the browser would add', () => {
  it.each(routes(({ method }) => method !== 'GET'))(
    '%s is refused, and nothing changes',
    async (_name, route) => {
      for (const origin of [
        'https://evil.example',
        'null',
        `${gatewayPage}.evil.example`,
        'http://localhost:3001',
      ]) {
        const refused = await expectNothing(() =>
          knock(route, { origin, cookie: candidate.cookie, authorization: `Bearer ${gatewayOperatorToken}` }),
        );
        expect(refused).toMatchObject({ status: 403, code: 'origin_not_allowed' });
        expect(refused.headers.get('access-control-allow-origin')).toBeNull();
        expect(refused.headers.get('set-cookie')).toBeNull();
      }
    },
  );

  it.each(routes(({ method }) => method === 'GET'))('%s may not be read by it', async (_name, route) => {
    const answer = await knock(route, { origin: 'https://evil.example', cookie: candidate.cookie });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('without a cookie of ours', () => {
  it.each(routes(({ security }) => security === 'candidate'))('%s is 401', async (_name, route) => {
    const [name = ''] = candidate.cookie.split('=');
    const forged = `${name}=s%3Acan_aaaaaaaaaaaaaaaa.${'a'.repeat(43)}`;
    for (const cookie of ['', forged, candidate.cookie.replace('can_', 'can-'), `other=${name}`]) {
      const refused = await expectNothing(() => knock(route, { origin: gatewayPage, cookie }));
      expect(refused).toMatchObject({ status: 401, code: 'candidate_unknown' });
    }
  });
});

let networks = 0;
function elsewhere(): string {
  networks += 1;
  return `10.0.${networks}.1`;
}

describe('without the operator’s token', () => {
  it.each(routes(({ security }) => security === 'operator'))('%s is 401', async (_name, route) => {
    const { cookie } = candidate;
    for (const authorization of ['', 'Bearer wrong', gatewayOperatorToken, `Basic ${gatewayOperatorToken}`]) {
      // Each from another network, because one that goes on guessing gets 429.
      const headers = { origin: gatewayPage, cookie, authorization, 'x-forwarded-for': elsewhere() };
      const refused = await expectNothing(() => knock(route, headers));
      expect(refused).toMatchObject({ status: 401, code: 'operator_token_wrong' });
    }
  });
});

describe('every answer', () => {
  it.each(routes(() => true))('of %s says what browsers may do with it', async (_name, route) => {
    // A refusal, so that the request resets nothing.
    const { headers } = await knock(route, { origin: gatewayPage });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-site',
      'cache-control': 'no-store',
      'access-control-allow-origin': gatewayPage,
      'access-control-allow-credentials': 'true',
    });
    // Said on localhost it would lock out other projects.
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });
});

describe('the cookie', () => {
  const enter = async (origin: string, cookie = '') => {
    const response = await fetch(`${gateways.url}/api/candidate`, {
      method: 'POST',
      headers: { origin, cookie },
    });
    expect(response.status).toBe(204);
    return response.headers.getSetCookie();
  };

  it('is out of reach of scripts and other sites, named after the port, and of this host alone when the page is on https', async () => {
    const port = new URL(gateways.url).port;
    const [plain = ''] = await enter(gatewayPage);
    expect(plain).toMatch(new RegExp(`^ringback_candidate_${port}=can_[\\w-]{22}\\.[^;]+; `));
    const flags = plain.split('; ').slice(1).toSorted();
    expect(flags).toEqual(['HttpOnly', `Max-Age=${180 * 24 * 3600}`, 'Path=/', 'SameSite=Lax']);
    const [secure = ''] = await enter('https://ringback.example');
    expect(secure.split('; ')).toContain('Secure');
    expect(secure).toMatch(/^__Host-ringback_candidate=can_/);
    expect(secure).not.toMatch(/Domain=/i);
  });

  it('stays the same person’s, and a changed one belongs to a new person', async () => {
    const [first = ''] = await enter(gatewayPage);
    const cookie = first.split(';')[0] ?? '';
    // Not given again before the first session, whose start gives another one.
    expect(await enter(gatewayPage, cookie)).toEqual([]);
    expect((await enter(gatewayPage, candidate.cookie))[0]?.split(';')[0]).toBe(candidate.cookie);
    const [other = ''] = await enter(gatewayPage, cookie.replace('=can_', '=can_a'));
    expect(other).toMatch(/=can_[\w-]{22}\./);
    expect(other.split(';')[0]).not.toBe(cookie);
  });
});
