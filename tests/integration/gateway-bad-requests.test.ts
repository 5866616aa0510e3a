import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { addressOf, allRoutes, type DescribedRoute } from '../support/described-routes.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { answerToBytes } from '../support/raw-http.ts';
import { expectNothingStored } from '../support/stored.ts';

let gateways: Gateways;
let candidate: CandidateClient;
beforeAll(async () => {
  gateways = await startGateways();
  candidate = await visit(gateways.url);
});
afterAll(() => gateways.close());
afterEach(() => expect(gateways.logs.errors()).toEqual([]));

const jobConfiguration = { jobTitle: 'Product Manager', company: 'Acme' };
const browserStart = (more: object = {}) => ({
  operationId: randomUUID(),
  jobConfiguration,
  call: { via: 'browser' },
  ...more,
});
const recordOf = async (id: string) => (await gateways.store.read(sessionIdSchema.parse(id)))?.record;
const logText = () => JSON.stringify(gateways.logs.lines);
const expectNothing = <T>(act: () => Promise<T>) => expectNothingStored(gateways.redis, act);
const answerOf = async (response: Response) => ({
  status: response.status,
  error: ((await response.json()) as { error: { code: string; details?: unknown } }).error,
});

describe('6: a command that was decided on another state', () => {
  const put = async (sessionId: string, body: object) =>
    candidate.fetch(`/api/sessions/${sessionId}/job-configuration`, { method: 'PUT', body });

  it('a stale revision is refused with the current one; with that it is accepted, and repeated it is the same', async () => {
    const { sessionId } = await candidate.start();
    const change = (jobTitle: string, revision: number) => ({
      operationId: randomUUID(),
      jobConfiguration: { jobTitle },
      revision,
    });
    const first = change('Nurse', 1);
    expect((await put(sessionId, first)).status).toBe(200);
    const late = await expectNothing(async () => answerOf(await put(sessionId, change('Baker', 1))));
    expect(late).toMatchObject({ status: 409, error: { code: 'stale', details: { revision: 2 } } });
    const repeated = await put(sessionId, first);
    expect([repeated.status, await repeated.json()]).toMatchObject([200, { revision: 2 }]);
    expect((await put(sessionId, change('Baker', 2))).status).toBe(200);
    expect((await recordOf(sessionId))?.jobConfiguration.jobTitle).toBe('Baker');
  });

  it('an operation id with another body is a conflict, for a start, a change and an end', async () => {
    const start = browserStart();
    const started = await candidate.fetch('/api/sessions', { body: start });
    const { sessionId } = (await started.json()) as { sessionId: string };
    const change = { operationId: randomUUID(), jobConfiguration: { jobTitle: 'Nurse' } };
    await put(sessionId, change);
    const conflict = { status: 409, error: { code: 'operation_conflict' } };
    await expectNothing(async () => {
      const other = { ...start, jobConfiguration: { jobTitle: 'Spy' } };
      expect(await answerOf(await candidate.fetch('/api/sessions', { body: other }))).toMatchObject(conflict);
      const again = { ...change, jobConfiguration: { jobTitle: 'Spy' } };
      expect(await answerOf(await put(sessionId, again))).toMatchObject(conflict);
      const { operationId } = change;
      const end = await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId } });
      expect(await answerOf(end)).toMatchObject(conflict);
    });
  });
});

describe('7: bodies that must not be read', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${gateways.url}/api/sessions`, {
      method: 'POST',
      headers: { cookie: candidate.cookie, 'content-type': 'application/json', ...headers },
      body,
    });
  const head = (...more: string[]) =>
    [
      'POST /api/sessions HTTP/1.1',
      'Host: x',
      `Cookie: ${candidate.cookie}`,
      'Content-Type: application/json',
      ...more,
      '',
      '',
    ].join('\r\n');

  it('a body of 1 MB is 413, and is refused before more than 64 KiB of it were read', async () => {
    await expectNothing(async () => {
      const refused = await answerOf(await post(`"${'x'.repeat(1_000_000)}"`));
      expect(refused).toMatchObject({ status: 413, error: { code: 'body_too_large' } });
      // Its length alone is enough: not a byte of it has been sent.
      expect(await answerToBytes(gateways.url, head('Content-Length: 1000000'))).toMatch(/^HTTP\/1.1 413 /);
      // Without a length: 65 KiB have come, and the rest never does.
      const chunk = Buffer.concat([
        Buffer.from(`${(65 * 1024).toString(16)}\r\n`),
        Buffer.alloc(65 * 1024, 'x'),
        Buffer.from('\r\n'),
      ]);
      const chunked = await answerToBytes(gateways.url, head('Transfer-Encoding: chunked'), chunk);
      expect(chunked).toMatch(/^HTTP\/1.1 413 /);
    });
  });

  it.each([
    ['nested 10,000 deep', `{"operationId":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, {}],
    ['that breaks off', '{"a":', {}],
    ['of another kind', '{}', { 'content-type': 'text/plain' }],
    ['compressed', '{}', { 'content-encoding': 'gzip' }],
    ['that is empty', '', {}],
  ])('a body %s is 400', async (_what, body, headers) => {
    const refused = await expectNothing(async () => answerOf(await post(body, headers)));
    expect(refused).toMatchObject({ status: 400, error: { code: 'body_malformed' } });
    expect(logText()).not.toContain('"a":');
  });

  it.each([
    ['__proto__', '"__proto__":{"isOperator":true}', '__proto__'],
    ['constructor', '"constructor":{"prototype":{"isOperator":true}}', 'constructor'],
    ['an unknown key', '"ownerId":"can_somebody_else_0"', 'ownerId'],
  ])('%s is 422, and named', async (_what, extra, path) => {
    const whole = JSON.stringify(browserStart());
    const refused = await expectNothing(async () => answerOf(await post(`${whole.slice(0, -1)},${extra}}`)));
    expect(refused).toMatchObject({ status: 422, error: { code: 'request_invalid' } });
    expect(refused.error.details).toEqual([{ path, message: 'is not known here' }]);
    expect(({} as { isOperator?: boolean }).isOperator).toBeUndefined();
  });
});

it('8: NUL, bidirectional override and zero-width are taken out of a description, the text is kept', async () => {
  const started = await candidate.start({
    jobConfiguration: {
      jobTitle: 'Pro\u0000duct\u202e Manager\u200b',
      jobDescription:
        'We\u0000 lead\u202e teams\u200b of \u2066five\u2069.\r\nNa\u0131ve caf\u00e9 \u2013 \u4f60\u597d',
    },
  });
  expect((await recordOf(started.sessionId))?.jobConfiguration).toMatchObject({
    jobTitle: 'Product Manager',
    jobDescription: 'We lead teams of five.\nNa\u0131ve caf\u00e9 \u2013 \u4f60\u597d',
  });
});

it('10: an id with a path, a line break or 10 KB in it is 400 on every route, and is not logged', async () => {
  // Ten lines a second are logged for each sentence, and those of earlier tests may fall into this second.
  await wait(1_000);
  const linesBefore = gateways.logs.lines.length;
  await expectNothing(async () => {
    for (const id of ['..%2F..%2Fetc', 'ses_%0Aforged%20line', 'A'.repeat(10_000), '%zz', 'ses_%00']) {
      for (const [method, rest] of [
        ['GET', ''],
        ['DELETE', ''],
        ['POST', '/ticket'],
        ['POST', '/media-token'],
        ['POST', '/end'],
        ['POST', '/reset'],
        ['PUT', '/job-configuration'],
        ['POST', '/share'],
        ['GET', '/share'],
      ] as const) {
        const response = await candidate.fetch(`/api/sessions/${id}${rest}`, {
          method,
          ...(method === 'GET' ? {} : { body: { operationId: randomUUID() } }),
        });
        expect(await answerOf(response), `${method} ${id.slice(0, 20)}${rest}`).toMatchObject({
          status: 400,
          error: { code: 'id_malformed' },
        });
      }
    }
  });
  const since = JSON.stringify(gateways.logs.lines.slice(linesBefore));
  expect(since).toContain('id_malformed');
  for (const raw of ['etc', 'forged', 'AAAAAAAA', '%zz']) expect(since).not.toContain(raw);
});

describe('20: guessed session ids', () => {
  /** Everything that a stranger gets to see: the bytes of the answer without its date. */
  async function ask(stranger: CandidateClient, id: string, route: DescribedRoute) {
    const { method } = route;
    const body = method === 'GET' ? undefined : { operationId: 'operation-of-a-stranger', jobConfiguration };
    const response = await stranger.fetch(addressOf(route, id), { method, body });
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    return JSON.stringify([response.status, headers, await response.text()]);
  }
  const ofSessions = allRoutes.filter(({ path }) => path.startsWith('/api/sessions/{id}'));

  it('10,000 of them get the same status, headers and body as another candidate’s session, on every route', async () => {
    const stranger = await visit(gateways.url);
    const { sessionId } = await candidate.start();
    const foreign = new Map<DescribedRoute, string>();
    for (const route of ofSessions) foreign.set(route, await ask(stranger, sessionId, route));
    expect(foreign.size).toBeGreaterThanOrEqual(10);
    for (const answer of foreign.values()) expect(answer).toMatch(/^\[404,.*session_not_found/);

    const differing = await expectNothing(async () => {
      let guesses = 0;
      const found: string[] = [];
      const guess = async () => {
        while (guesses < 10_000) {
          const route = ofSessions[guesses++ % ofSessions.length];
          if (route === undefined) return;
          const id = `ses_${randomUUID().replaceAll('-', '')}`.slice(0, sessionId.length);
          if ((await ask(stranger, id, route)) !== foreign.get(route))
            found.push(`${route.method} ${route.path}`);
        }
      };
      await Promise.all(Array.from({ length: 20 }, guess));
      return found;
    });
    expect(differing).toEqual([]);
    expect((await recordOf(sessionId))?.phase).toBe('configured');
  }, 120_000);
});
