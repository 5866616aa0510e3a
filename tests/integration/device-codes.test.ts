import { ApiError } from '@ringback/shared/client/gateway-call';
import { deviceCodeAlphabet, deviceCodeLifeMs } from '@ringback/shared/contract/device-codes';
import { type CandidateId, candidateIdSchema } from '@ringback/shared/contract/ids';
import { createDeviceCodes } from '@ringback/shared/redis/admission/device-codes';
import { keys } from '@ringback/shared/redis/keys';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createCandidateCookie,
  newCandidateId,
} from '../../services/frontend-gateway/src/http/candidate-cookie.ts';
import { mostWrongCodes } from '../../services/frontend-gateway/src/http/device-door.ts';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { createCookieJar } from '../support/cookie-jar.ts';
import { type Gateways, startGateways } from '../support/gateways.ts';
import { newSession } from '../support/new-session.ts';

let gateways: Gateways;
afterEach(() => expect(gateways.logs.errors()).toEqual([]));

const sessionsOf = async (device: CandidateClient) =>
  (await device.api.sessions()).sessions.map(({ sessionId }) => sessionId);
const refusalOf = (act: Promise<unknown>) =>
  act.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiError ? `${error.status} ${error.code}` : String(error)),
  );
const idOf = ({ cookie }: CandidateClient): CandidateId =>
  candidateIdSchema.parse(/=(can_[\w-]+)\./.exec(cookie)?.[1]);

/** A candidate with an interview that is over, and a second browser that has none. */
async function openTwo(): Promise<{ first: CandidateClient; second: CandidateClient; sessionId: string }> {
  const first = await visit(gateways.url);
  const second = await visit(gateways.urls.at(-1) ?? '');
  const { sessionId } = await first.start();
  await gateways.store.commit(sessionId, { type: 'end', reason: 'hung_up_by_candidate' });
  await gateways.store.commit(sessionId, { type: 'close' });
  return { first, second, sessionId };
}

/** Every key and value of Redis that has this text. */
async function keysWith(text: string): Promise<string[]> {
  const { redis } = gateways;
  const found: string[] = [];
  for (const key of await redis.keys('*')) {
    const value = (await redis.type(key)) === 'string' ? ((await redis.get(key)) ?? '') : '';
    if (key.includes(text) || value.includes(text)) found.push(key);
  }
  return found;
}

describe('a device code', () => {
  beforeAll(async () => {
    gateways = await startGateways({ count: 2 });
  });
  afterAll(() => gateways.close());

  it('makes another browser the same candidate, once, and says before what it will do', async () => {
    const { first, second, sessionId } = await openTwo();
    const { code, expiresAt } = await first.api.makeDeviceCode();
    expect([...code].every((character) => deviceCodeAlphabet.includes(character))).toBe(true);
    expect(await first.api.deviceCode()).toEqual({ expiresAt: expect.closeTo(expiresAt, -4) });
    const typed = ` ${code.toLowerCase().slice(0, 4)}-${code.toLowerCase().slice(4)}`;
    const seen = await second.api.lookAtDeviceCode(typed);
    expect(seen).toMatchObject({
      madeAt: expiresAt - deviceCodeLifeMs,
      isSame: false,
      there: { interviews: 1, newest: { jobTitle: 'Product Manager' }, isLive: false },
      own: { interviews: 0, isLive: false },
    });
    // A look changes nothing.
    expect(await sessionsOf(second)).toEqual([]);
    await second.api.joinByDeviceCode({ code: typed });
    expect(await sessionsOf(second)).toEqual([sessionId]);
    expect(idOf(second)).toBe(idOf(first));
    expect(await first.api.deviceCode()).toEqual({ expiresAt: null });
    const third = await visit(gateways.url);
    expect(await refusalOf(third.api.joinByDeviceCode({ code }))).toBe('404 device_code_wrong');
  });

  it('is stored under a keyed hash alone, for ten minutes', async () => {
    const { first } = await openTwo();
    const { code } = await first.api.makeDeviceCode();
    expect(await keysWith(code)).toEqual([]);
    const hash = (await gateways.redis.get(keys.deviceCodeOf(idOf(first)))) ?? '';
    for (const key of [keys.deviceCodeOf(idOf(first)), keys.deviceCode(hash)]) {
      const leftMs = await gateways.redis.pttl(key);
      expect(leftMs).toBeGreaterThan(deviceCodeLifeMs - 60_000);
      expect(leftMs).toBeLessThanOrEqual(deviceCodeLifeMs);
    }
  });

  it('is taken by one of several browsers that enter it at once', async () => {
    const { first, sessionId } = await openTwo();
    const { code } = await first.api.makeDeviceCode();
    const others = await Promise.all(
      Array.from({ length: 8 }, (_, each) => visit(gateways.urls[each % 2] ?? '')),
    );
    const outcomes = await Promise.all(others.map(({ api }) => refusalOf(api.joinByDeviceCode({ code }))));
    expect(outcomes.toSorted()).toEqual([...Array(7).fill('404 device_code_wrong'), 'done']);
    const lists = await Promise.all(others.map(sessionsOf));
    expect(lists.flat()).toEqual([sessionId]);
  });

  it('leaves nothing behind when it was replaced, used or cancelled', async () => {
    const { first, second } = await openTwo();
    const stored = async () => (await keysWith(idOf(first))).filter((key) => key.startsWith('device-code:'));
    await first.api.makeDeviceCode();
    const { code } = await first.api.makeDeviceCode();
    expect(await stored()).toHaveLength(1);
    await second.api.joinByDeviceCode({ code });
    expect(await stored()).toEqual([]);
    await first.api.makeDeviceCode();
    await first.api.cancelDeviceCode();
    expect(await stored()).toEqual([]);
  });

  it.each([
    ['was replaced by a newer one', ({ api }: CandidateClient) => api.makeDeviceCode()],
    ['was cancelled', ({ api }: CandidateClient) => api.cancelDeviceCode()],
    ['has expired', (first: CandidateClient) => gateways.redis.pexpire(keys.deviceCodeOf(idOf(first)), 1)],
    ['is of nobody', async () => {}],
  ] as const)('that %s opens nothing, with the same words', async (_what, act) => {
    const { first, second } = await openTwo();
    const made = await first.api.makeDeviceCode();
    const pointer = keys.deviceCodeOf(idOf(first));
    const key = keys.deviceCode((await gateways.redis.get(pointer)) ?? '');
    const stored = (await gateways.redis.get(key)) ?? '';
    await act(first);
    // As if the gateway had died in between: what counts is the candidate's own key.
    await gateways.redis.set(key, stored, 'PX', 60_000);
    const wrong = made.code.startsWith('2') ? `3${made.code.slice(1)}` : `2${made.code.slice(1)}`;
    const code = _what === 'is of nobody' ? wrong : made.code;
    for (const entered of [code, 'nonsense'])
      for (const act of [
        () => second.api.lookAtDeviceCode(entered),
        () => second.api.joinByDeviceCode({ code: entered }),
      ])
        expect(await refusalOf(act())).toBe('404 device_code_wrong');
    expect(await sessionsOf(second)).toEqual([]);
  });

  it('takes no interviews of its own out of a browser’s sight unless it is told to', async () => {
    const { first, sessionId } = await openTwo();
    const { first: second, sessionId: own } = await openTwo();
    const { code } = await first.api.makeDeviceCode();
    expect((await second.api.lookAtDeviceCode(code)).own).toEqual({ interviews: 1, isLive: false });
    expect(await refusalOf(second.api.joinByDeviceCode({ code }))).toBe('409 own_interviews');
    expect(await sessionsOf(second)).toEqual([own]);
    // The refusals have not used the code up.
    await second.api.joinByDeviceCode({ code, leaveOwn: true });
    expect(await sessionsOf(second)).toEqual([sessionId]);
  });

  it('does not take a browser away from its own interview that is going on', async () => {
    const { first } = await openTwo();
    const second = await visit(gateways.url);
    const { sessionId } = await second.start();
    const { code } = await first.api.makeDeviceCode();
    expect((await second.api.lookAtDeviceCode(code)).own).toEqual({ interviews: 1, isLive: true });
    expect(await refusalOf(second.api.joinByDeviceCode({ code, leaveOwn: true }))).toBe(
      '409 own_interview_live',
    );
    expect(await sessionsOf(second)).toEqual([sessionId]);
  });

  it('of this very browser says so and changes nothing', async () => {
    const { first, sessionId } = await openTwo();
    const { code } = await first.api.makeDeviceCode();
    expect(await first.api.lookAtDeviceCode(code)).toMatchObject({ isSame: true, own: { interviews: 0 } });
    await first.api.joinByDeviceCode({ code });
    expect(await sessionsOf(first)).toEqual([sessionId]);
  });

  it('is refused to a candidate whose id will still change, so that no device is left behind', async () => {
    const newcomer = await visit(gateways.url);
    expect(await refusalOf(newcomer.api.makeDeviceCode())).toBe('409 device_code_early');
    expect(await keysWith(idOf(newcomer))).toEqual([keys.limit(`device-codes:candidate:${idOf(newcomer)}`)]);
  });

  it('leaves both devices with what either of them does later', async () => {
    const { first, second, sessionId } = await openTwo();
    await second.api.joinByDeviceCode({ code: (await first.api.makeDeviceCode()).code });
    const { sessionId: atSecond } = await second.start();
    const { sessionId: atFirst } = await first.start();
    for (const device of [first, second]) {
      expect((await sessionsOf(device)).toSorted()).toEqual([sessionId, atSecond, atFirst].toSorted());
      await device.fetch('/api/candidate', { method: 'POST' });
    }
    expect(idOf(second)).toBe(idOf(first));
    await second.api.leave();
    expect(second.cookie).toBe('');
    expect(await sessionsOf(second)).toEqual([]);
    expect(await sessionsOf(first)).toHaveLength(3);
    await first.api.erase(sessionId);
  });

  it('is read under a key of before as long as that is known', async () => {
    const { first, sessionId } = await openTwo();
    const codes = createDeviceCodes(gateways.redis, [
      'another secret of some length',
      'cookie-secret-for-tests',
    ]);
    const { code } = await first.api.makeDeviceCode();
    expect(await codes.find(code)).toMatchObject({ owners: [idOf(first)] });
    const stranger = createDeviceCodes(gateways.redis, ['another secret of some length']);
    expect(await stranger.find(code)).toBeNull();
    expect(sessionId).toMatch(/^ses_/);
  });

  it('opens nothing while everything of its candidate is being erased', async () => {
    const { first, second } = await openTwo();
    const { code } = await first.api.makeDeviceCode();
    await gateways.redis.set(keys.candidateErasure(idOf(first)), '0000-0000-0000-0000');
    const own = second.cookie;
    expect(await refusalOf(second.api.lookAtDeviceCode(code))).toBe('404 device_code_wrong');
    expect(await refusalOf(second.api.joinByDeviceCode({ code }))).toBe('404 device_code_wrong');
    expect(second.cookie).toBe(own);
  });

  it('stands in no log, nor does a wrong one', async () => {
    const { first, second } = await openTwo();
    const { code } = await first.api.makeDeviceCode();
    await refusalOf(second.api.joinByDeviceCode({ code: 'ACDE-FHJK' }));
    await second.api.joinByDeviceCode({ code });
    const log = JSON.stringify(gateways.logs.lines);
    expect(log).toContain('device code used');
    for (const secret of [code, 'ACDE', idOf(first)]) expect(log).not.toContain(secret);
  });
});

describe('guesses at device codes', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  beforeAll(async () => {
    gateways = await startGateways({ env: { TRUSTED_PROXY_HOPS: '1' } });
  });
  afterAll(() => gateways.close());
  const enter = (device: CandidateClient, code: string, address: string, what = 'join') =>
    device.fetch(`/api/candidate/device-code/${what}`, { body: { code }, headers: from(address) });

  it('end after some, right ones too, and do not disturb those who enter a code elsewhere', async () => {
    const { first, second, sessionId } = await openTwo();
    const guesser = await visit(gateways.url);
    const { code } = await first.api.makeDeviceCode();
    const guesses = await Promise.all(
      Array.from({ length: 200 }, (_, each) =>
        enter(guesser, `ACDE${String(each).padStart(4, '2')}`, '203.0.113.7', each % 2 ? 'look' : 'join'),
      ),
    );
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(mostWrongCodes.address);
    expect(statuses.filter((status) => status === 429)).toHaveLength(200 - mostWrongCodes.address);
    const late = await enter(guesser, code, '203.0.113.7');
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(60);
    expect((await enter(second, code, '198.51.100.9')).status).toBe(204);
    expect(await sessionsOf(second)).toEqual([sessionId]);
  });

  it('of one network end, whatever address of it they come from', async () => {
    const guesser = await visit(gateways.url);
    const statuses: number[] = [];
    for (let host = 1; host <= 7; host += 1)
      for (let each = 0; each < mostWrongCodes.address; each += 1)
        statuses.push((await enter(guesser, 'ACDEFHJK', `192.0.2.${host}`)).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(mostWrongCodes.network);
  });

  it('of all browsers together end too', async () => {
    const { first, second } = await openTwo();
    const { code } = await first.api.makeDeviceCode();
    await gateways.redis.set(keys.limit('device-codes:all'), mostWrongCodes.all, 'PX', 60_000);
    expect((await enter(second, code, '198.51.100.20')).status).toBe(429);
    await gateways.redis.del(keys.limit('device-codes:all'));
    expect((await enter(second, code, '198.51.100.20')).status).toBe(204);
  });

  it('are not needed by a candidate who makes one code after the other: that ends as well', async () => {
    const { first } = await openTwo();
    const outcomes: string[] = [];
    for (let each = 0; each < 21; each += 1) outcomes.push(await refusalOf(first.api.makeDeviceCode()));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(20);
    expect(outcomes.at(-1)).toBe('429 limited');
  });
});

describe('a device code by https', () => {
  const origin = 'https://ringback.example';
  beforeAll(async () => {
    gateways = await startGateways({ env: { ALLOWED_ORIGINS: origin } });
  });
  afterAll(() => gateways.close());

  /** A browser with these cookies. */
  function open(given: string) {
    const jar = createCookieJar(given);
    return {
      jar,
      async ask(method: string, path: string, body?: unknown) {
        const headers = { origin, cookie: jar.header, 'content-type': 'application/json' };
        const rest = body === undefined ? {} : { body: JSON.stringify(body) };
        const answer = await fetch(`${gateways.url}${path}`, { method, headers, ...rest });
        jar.keep(answer);
        return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
      },
    };
  }

  it('moves the id that the candidate had before along, and leaves nothing of the browser’s own', async () => {
    const port = Number(new URL(gateways.url).port);
    const cookies = createCandidateCookie(['cookie-secret-for-tests'], () => port);
    const former = newCandidateId();
    const earlier = await newSession(gateways.store, { ownerId: former });
    const first = open(cookies.write(former, { secure: false }).split(';')[0] ?? '');
    // A cookie that could have been planted gets another id at the next session: until then there is no code.
    const early = await first.ask('POST', '/api/candidate/device-code');
    expect([early.status, early.body.error.code]).toEqual([409, 'device_code_early']);
    const started = await first.ask('POST', '/api/sessions', {
      ...{ operationId: 'operation-1', jobConfiguration: { jobTitle: 'Baker' }, call: { via: 'browser' } },
    });
    expect(started.status).toBe(201);
    const made = await first.ask('POST', '/api/candidate/device-code');
    const second = open(cookies.write(newCandidateId(), { secure: false }).split(';')[0] ?? '');
    await second.ask('POST', '/api/candidate/device-code/join', { code: made.body.code });
    expect(second.jar.header).toBe(first.jar.header);
    const list = await second.ask('GET', '/api/sessions');
    expect(list.body.sessions.map(({ sessionId }: { sessionId: string }) => sessionId)).toEqual([
      started.body.sessionId,
      earlier,
    ]);
  });
});
