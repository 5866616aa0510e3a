import { randomUUID } from 'node:crypto';
import { AppError } from '@ringback/shared/contract/errors';
import { sessionListSchema, sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { type CandidateId, operationIdSchema } from '@ringback/shared/contract/ids';
import { keys } from '@ringback/shared/redis/keys';
import { createDialQueue } from '@ringback/shared/redis/queues/dial-queue';
import { defineScripts, type ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createCandidateCookie,
  newCandidateId,
} from '../../services/frontend-gateway/src/http/candidate-cookie.ts';
import { createCandidateSuccession } from '../../services/frontend-gateway/src/http/candidate-succession.ts';
import { type CookieJar, createCookieJar } from '../support/cookie-jar.ts';
import { type Gateways, gatewayPage, startGateways } from '../support/gateways.ts';
import { newSession } from '../support/new-session.ts';

/** A browser at a gateway: its cookies, and the page that asks. */
function openBrowser({ url }: Gateways, { origin, given = '' }: { origin: string; given?: string }) {
  const jar: CookieJar = createCookieJar(given);
  async function ask(method: string, path: string, body?: unknown): Promise<Response> {
    const headers = { origin, cookie: jar.header, 'content-type': 'application/json' };
    const rest = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${url}${path}`, { method, headers, ...rest });
    jar.keep(answer);
    return answer;
  }
  return {
    ask,
    get cookie() {
      return jar.header;
    },
    enter: () => ask('POST', '/api/candidate'),
    start: (more: object = {}) =>
      ask('POST', '/api/sessions', {
        ...{ operationId: randomUUID(), jobConfiguration: { jobTitle: 'Baker' }, call: { via: 'browser' } },
        ...more,
      }),
    async sessions(): Promise<string[]> {
      const answer = await ask('GET', '/api/sessions');
      return sessionListSchema.parse(await answer.json()).sessions.map(({ sessionId }) => sessionId);
    },
  };
}
type Browser = ReturnType<typeof openBrowser>;

const idIn = (cookie: string) => (/=(can_[\w-]+)\./.exec(cookie)?.[1] ?? '') as CandidateId;
const sessionOf = async (answer: Response) => {
  expect(answer.status).toBe(201);
  return sessionStartedSchema.parse(await answer.json()).sessionId;
};
const codeOf = async (answer: Response) => (await answer.json()).error.code as string;

/** Every request about the session is answered as if it did not exist. */
async function expectOutOfSight(browser: Browser, sessionId: string): Promise<void> {
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/ticket'],
    ['POST', '/media-token'],
    ['POST', '/share'],
    ['DELETE', ''],
  ] as const) {
    expect((await browser.ask(method, `/api/sessions/${sessionId}${path}`)).status, path).toBe(404);
  }
  expect(await browser.sessions()).not.toContain(sessionId);
}

let gateways: Gateways;
/** Makes the start by a cookie's id look as if it was this long ago. */
async function letPass(cookie: string, ms: number): Promise<void> {
  const key = keys.candidateSuccession(idIn(cookie));
  await gateways.redis.pexpire(key, (await gateways.redis.pttl(key)) - ms);
}
afterEach(() => expect(gateways.logs.errors()).toEqual([]));

describe('a person who has planted a cookie in a browser', () => {
  const origin = gatewayPage;
  let thief: Browser;
  let candidate: Browser;
  beforeAll(async () => {
    gateways = await startGateways({ count: 2 });
  });
  afterAll(() => gateways.close());
  async function plant(): Promise<string> {
    thief = openBrowser(gateways, { origin });
    await thief.enter();
    candidate = openBrowser(gateways, { origin, given: thief.cookie });
    return thief.cookie;
  }

  it('does not see the session that is started with it, and its owner does', async () => {
    const planted = await plant();
    const operationId = randomUUID();
    const sessionId = await sessionOf(await candidate.start({ operationId }));
    expect(idIn(candidate.cookie)).toMatch(/^can_[\w-]{43}$/);
    expect(candidate.cookie.split('=')[0]).toBe(planted.split('=')[0]);
    await expectOutOfSight(thief, sessionId);
    // The session is given to no one else, neither while the new cookie is on its way nor later.
    for (const [status, code] of [
      [429, 'limited'],
      [401, 'candidate_unknown'],
    ] as const) {
      const refused = await thief.start();
      expect([refused.status, await codeOf(refused)]).toEqual([status, code]);
      expect(refused.headers.getSetCookie()).toEqual([]);
      await letPass(planted, 11_000);
    }
    await thief.enter();
    expect(idIn(thief.cookie)).not.toBe(idIn(planted));
    expect(idIn(thief.cookie)).not.toBe(idIn(candidate.cookie));
    await expectOutOfSight(thief, sessionId);

    expect(await candidate.sessions()).toEqual([sessionId]);
    expect((await candidate.ask('POST', `/api/sessions/${sessionId}/ticket`)).status).toBe(201);
    const kept = candidate.cookie;
    await candidate.enter();
    await sessionOf(await candidate.start());
    expect(candidate.cookie).toBe(kept);
    await candidate.ask('DELETE', `/api/sessions/${sessionId}`);
    await sessionOf(await candidate.start());
    expect(candidate.cookie).toBe(kept);
  });

  it('and has used it up gives its owner another one automatically', async () => {
    const planted = await plant();
    await sessionOf(await thief.start());
    await candidate.enter();
    expect(candidate.cookie).toBe(planted);
    await letPass(planted, 11_000);
    expect((await candidate.start()).status).toBe(401);
    await candidate.enter();
    const sessionId = await sessionOf(await candidate.start());
    expect(await candidate.sessions()).toEqual([sessionId]);
    await expectOutOfSight(thief, sessionId);
  });

  it('does no harm to a start whose answer was lost: repeated, it is the same session of the same candidate', async () => {
    const planted = await plant();
    const operationId = randomUUID();
    const others = Array.from({ length: 6 }, () => openBrowser(gateways, { origin, given: planted }));
    const ids = await Promise.all(
      others.map(async (browser) => sessionOf(await browser.start({ operationId }))),
    );
    await letPass(planted, 11_000);
    ids.push(await sessionOf(await candidate.start({ operationId })));
    expect(new Set(ids).size).toBe(1);
    expect(new Set([candidate, ...others].map(({ cookie }) => cookie)).size).toBe(1);
    expect(await candidate.sessions()).toEqual([ids[0]]);
  });

  it('and a refused start change nothing; verified numbers stay the candidate’s', async () => {
    const planted = await plant();
    const call = { via: 'phone', phoneNumber: '+442079460000' };
    const refused = await candidate.start({ call });
    expect([refused.status, await codeOf(refused)]).toEqual([422, 'phone_unavailable']);
    expect(candidate.cookie).toBe(planted);
    expect(await gateways.redis.exists(keys.candidateSuccession(idIn(planted)))).toBe(0);
    await gateways.redis.sadd(keys.verifiedNumbers(idIn(planted)), 'a-hash');
    await sessionOf(await candidate.start());
    expect(await gateways.redis.smembers(keys.verifiedNumbers(idIn(candidate.cookie)))).toEqual(['a-hash']);
  });

  it('has no effect when the previous release made the sessions', async () => {
    await plant();
    const id = idIn(candidate.cookie);
    const earlier = await newSession(gateways.store, { ownerId: id });
    const sessionId = await sessionOf(await candidate.start({ previousSessionId: earlier }));
    expect(idIn(candidate.cookie)).toBe(id);
    expect((await candidate.sessions()).toSorted()).toEqual([earlier, sessionId].toSorted());
  });
});

describe('a first start that fails after its session was created', () => {
  const env = { PHONE_CALLS: 'stand_in', DIAL_ALLOWED_COUNTRIES: 'US' };
  beforeAll(async () => {
    gateways = await startGateways({ env });
  });
  afterAll(() => gateways.close());

  it('belongs to its owner, who goes on at once with another form; the person who planted the cookie does not see it', async () => {
    const thief = openBrowser(gateways, { origin: gatewayPage });
    await thief.enter();
    const candidate = openBrowser(gateways, { origin: gatewayPage, given: thief.cookie });
    const queueEvents = createDialQueue(gateways.redis).toKey('events');
    await gateways.redis.set(queueEvents, 'no stream, so that no call can be requested');
    const failed = await candidate.start({ call: { via: 'phone', phoneNumber: '+14155550100' } });
    expect([failed.status, await codeOf(failed)]).toEqual([503, 'store_unavailable']);
    await gateways.redis.del(queueEvents);
    const [lost = '', ...others] = await candidate.sessions();
    expect(lost).toMatch(/^ses_/);
    expect(others).toEqual([]);
    await expectOutOfSight(thief, lost);
    const sessionId = await sessionOf(await candidate.start());
    expect(await candidate.sessions()).toEqual([sessionId, lost]);
  });

  it('gets a new id too when it has booked a call, which has no session yet', async () => {
    const { candidateId, become, start } = startingIn(gateways.redis);
    const started = start(async (successor) => {
      await gateways.redis.set(keys.booking(successor), 'a booking');
      throw new AppError('store_unavailable');
    });
    await expect(started).rejects.toThrow();
    expect(become).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^can_[\w-]{43}$/));
    expect(await gateways.redis.exists(keys.candidateSuccession(candidateId))).toBe(1);
  });

  it('gets a new id too when Redis is away before it can be asked for the session', async () => {
    const redis = defineScripts(gateways.redis.duplicate());
    const { become, start } = startingIn(redis);
    const started = start(async () => {
      redis.disconnect();
      throw new AppError('store_unavailable');
    });
    await expect(started).rejects.toThrow();
    expect(become).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/^can_[\w-]{43}$/));
  });

  /** A first start by a new candidate. */
  function startingIn(redis: ScriptedRedis) {
    const logger = createLogger({ service: 'test', instance: 'test', level: 'fatal' });
    const succession = createCandidateSuccession({ redis, logger, secrets: ['a secret of some length'] });
    const candidateId = newCandidateId();
    const become = vi.fn<(id: CandidateId) => void>();
    const start = (act: (id: CandidateId) => Promise<void>) =>
      succession.start(
        {
          known: { candidateId, owners: [candidateId], isPlantable: false },
          operationId: operationIdSchema.parse(randomUUID()),
          spendNewcomer: async () => {},
          become,
        },
        act,
      );
    return { candidateId, become, start };
  }
});

describe('a cookie of the previous release, when pages come by https', () => {
  const origin = 'https://ringback.example';
  beforeAll(async () => {
    gateways = await startGateways({ env: { ALLOWED_ORIGINS: origin } });
  });
  afterAll(() => gateways.close());
  /** A browser's Cookie header, as the previous release gave it. */
  function formerCookie(id: CandidateId): string {
    const port = Number(new URL(gateways.url).port);
    const cookie = createCandidateCookie(['cookie-secret-for-tests'], () => port);
    return cookie.write(id, { secure: false }).split(';')[0] ?? '';
  }

  it('keeps the candidate’s earlier sessions, and hides the next one from the person who planted it', async () => {
    const id = newCandidateId();
    const given = formerCookie(id);
    const earlier = await newSession(gateways.store, { ownerId: id });
    const candidate = openBrowser(gateways, { origin, given });
    const thief = openBrowser(gateways, { origin, given });

    await candidate.enter();
    expect(candidate.cookie).toBe(given);
    expect(await candidate.sessions()).toEqual([earlier]);
    const sessionId = await sessionOf(await candidate.start({ previousSessionId: earlier }));
    expect(candidate.cookie).toMatch(
      /^__Host-ringback_candidate=can_[\w-]{43}\.[^;]+; __Host-ringback_former_candidate=can_[^;]+$/,
    );
    expect(await candidate.sessions()).toEqual([sessionId, earlier]);
    await expectOutOfSight(thief, sessionId);
    expect(await thief.sessions()).toEqual([earlier]);

    // Cookies that are planted later do not count, and the former id is not given up.
    const stuffed = openBrowser(gateways, { origin, given: `${candidate.cookie}; ${given}` });
    await stuffed.enter();
    const next = await sessionOf(await stuffed.start());
    await expectOutOfSight(thief, next);
    expect(await stuffed.sessions()).toHaveLength(3);
    expect((await candidate.ask('DELETE', `/api/sessions/${earlier}`)).status).toBe(204);
    expect(await candidate.sessions()).toHaveLength(2);
    expect(await gateways.redis.exists(keys.candidateSessions(id))).toBe(0);

    await stuffed.ask('POST', '/api/candidate/leave');
    expect(stuffed.cookie).toBe('');
  });

  it('whose first answer was lost begins again, and keeps the sessions of its former id', async () => {
    const id = newCandidateId();
    const given = formerCookie(id);
    const earlier = await newSession(gateways.store, { ownerId: id });
    await sessionOf(await openBrowser(gateways, { origin, given }).start());
    await letPass(given, 11_000);
    const candidate = openBrowser(gateways, { origin, given });
    expect((await candidate.start()).status).toBe(401);
    await candidate.enter();
    expect(await candidate.sessions()).toEqual([earlier]);
    const sessionId = await sessionOf(await candidate.start({ previousSessionId: earlier }));
    expect(await candidate.sessions()).toEqual([sessionId, earlier]);
  });

  it('shows what the planter starts later, and lets no one else take part in it', async () => {
    const given = formerCookie(newCandidateId());
    const candidate = openBrowser(gateways, { origin, given });
    await sessionOf(await candidate.start());
    // The same signature under the other name, which only their own browser takes.
    const thief = openBrowser(gateways, {
      origin,
      given: given.replace(/^\w+/, '__Host-ringback_candidate'),
    });
    await newSession(gateways.store, { ownerId: idIn(given) });
    const trap = await sessionOf(await thief.start());
    expect(await candidate.sessions()).toContain(trap);
    const change = () => ({ operationId: randomUUID(), jobConfiguration: { jobTitle: 'Head Baker' } });
    for (const [browser, token, changed] of [
      [candidate, 404, 404],
      [thief, 201, 200],
    ] as const) {
      const path = `/api/sessions/${trap}`;
      expect((await browser.ask('POST', `${path}/media-token`)).status).toBe(token);
      expect((await browser.ask('PUT', `${path}/job-configuration`, change())).status).toBe(changed);
    }
    expect((await candidate.ask('GET', `/api/sessions/${trap}`)).status).toBe(200);
    expect((await candidate.ask('DELETE', `/api/sessions/${trap}`)).status).toBe(204);
  });
});
