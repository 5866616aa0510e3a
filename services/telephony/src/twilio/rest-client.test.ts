import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTwilioRestClient, type TwilioRestClient } from './rest-client.ts';

const accountSid = `AC${'0'.repeat(32)}`;
const callSid = `CA${'1'.repeat(32)}`;
const request = {
  to: '+15005550009',
  from: '+15005550006',
  voiceUrl: 'https://voice.example.test/twilio/voice?session=s1',
  statusCallbackUrl: 'https://voice.example.test/twilio/status?session=s1',
  fallbackUrl: 'https://voice.example.test/twilio/fallback',
  ringTimeoutSeconds: 30,
  timeLimitSeconds: 1200,
};

type Answer = { status: number; body: unknown } | 'silence' | 'reset';

let server: Server;
let client: TwilioRestClient;
let answer: Answer;
let asked: { path: string; form: URLSearchParams; authorization: string | undefined }[];

beforeEach(async () => {
  asked = [];
  server = createServer((incoming, response) => {
    let body = '';
    incoming.on('data', (part) => {
      body += part;
    });
    incoming.on('end', () => {
      const { authorization } = incoming.headers;
      asked.push({
        path: `${incoming.method} ${incoming.url}`,
        form: new URLSearchParams(body),
        authorization,
      });
      if (answer === 'reset') incoming.socket.destroy();
      else if (answer !== 'silence') {
        response
          .writeHead(answer.status, { 'content-type': 'application/json' })
          .end(JSON.stringify(answer.body));
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  client = createTwilioRestClient({
    accountSid,
    authToken: 'secret',
    baseUrl,
    timeoutMs: 300,
  });
});
afterEach(
  () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
);

const failure = (status: number, code: number) => ({ status, body: { code, message: 'no', status } });

describe('placing a call', () => {
  it('asks for one call with every callback and gives its sid', async () => {
    answer = { status: 201, body: { sid: callSid, status: 'queued' } };
    expect(await client.placeCall(request)).toEqual({ outcome: 'placed', callSid });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.path).toBe(`POST /2010-04-01/Accounts/${accountSid}/Calls.json`);
    expect(asked[0]?.authorization).toBe(`Basic ${btoa(`${accountSid}:secret`)}`);
    expect(Object.fromEntries(asked[0]?.form ?? [])).toMatchObject({
      To: '+15005550009',
      From: '+15005550006',
      Url: request.voiceUrl,
      FallbackUrl: request.fallbackUrl,
      Timeout: '30',
      TimeLimit: '1200',
    });
    expect(asked[0]?.form.getAll('StatusCallbackEvent')).toEqual([
      'initiated',
      'ringing',
      'answered',
      'completed',
    ]);
  });

  it.each([
    [401, 20003, 'not_authorised'],
    [429, 20429, 'limited'],
    [429, 10004, 'limited'],
    [429, 15002, 'limited'],
    [400, 21211, 'number_invalid'],
    [400, 21217, 'number_invalid'],
    [400, 13224, 'number_invalid'],
    [400, 13227, 'number_not_allowed'],
    [400, 21215, 'number_not_allowed'],
    [400, 21210, 'rejected'],
  ])('is certain that HTTP %i with %i means %s', async (status, code, reason) => {
    answer = failure(status, code);
    expect(await client.placeCall(request)).toEqual({ outcome: 'refused', reason, code });
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['silence', 'silence'],
    ['a broken connection', 'reset'],
    ['HTTP 500', failure(500, 20500)],
    ['a carrier that believes it has the call', failure(400, 21204)],
    ['HTTP 503 without JSON', { status: 503, body: null }],
    ['an answer without a sid', { status: 201, body: {} }],
  ])('does not know after %s, and asks only once', async (_name, given) => {
    answer = given;
    expect(await client.placeCall(request)).toMatchObject({ outcome: 'unknown' });
    expect(asked).toHaveLength(1);
  });

  it('is certain when the carrier could not be reached', async () => {
    const nowhere = createTwilioRestClient({
      accountSid,
      authToken: 'secret',
      baseUrl: 'http://127.0.0.1:1',
    });
    expect(await nowhere.placeCall(request)).toEqual({
      outcome: 'refused',
      reason: 'unreachable',
      code: null,
    });
  });
});

describe('ending, redirecting and fetching a call', () => {
  it('completes and redirects', async () => {
    answer = { status: 200, body: { sid: callSid, status: 'completed' } };
    expect(await client.completeCall(callSid)).toEqual({ outcome: 'completed' });
    expect(await client.redirectCall(callSid, 'https://x.test/resume')).toEqual({ outcome: 'redirected' });
    expect(asked.map(({ form }) => form.toString())).toEqual([
      'Status=completed',
      'Url=https%3A%2F%2Fx.test%2Fresume&Method=POST',
    ]);
  });

  it.each([
    [400, 21220],
    [404, 20404],
    [404, 0],
  ])('takes HTTP %i with %i for a call that is already over', async (status, code) => {
    answer = failure(status, code);
    expect(await client.completeCall(callSid)).toEqual({ outcome: 'already_over' });
    expect(await client.redirectCall(callSid, 'https://x.test')).toEqual({ outcome: 'already_over' });
  });

  it.each<[string, Answer, number | null]>([
    ['HTTP 500', failure(500, 20500), 20500],
    ['HTTP 429', failure(429, 20429), 20429],
    ['silence', 'silence', null],
    ['HTTP 401', failure(401, 20003), 20003],
  ])('tells of %s as a failure, with the carrier’s code', async (_name, given, code) => {
    answer = given;
    expect(await client.completeCall(callSid)).toMatchObject({ outcome: 'failed', code });
    expect(await client.fetchCall(callSid)).toMatchObject({ outcome: 'failed', code });
  });

  it('fetches the state of a call', async () => {
    answer = { status: 200, body: { sid: callSid, status: 'in-progress' } };
    expect(await client.fetchCall(callSid)).toEqual({ outcome: 'found', status: 'in-progress' });
    answer = { status: 200, body: { sid: callSid, status: 'dancing' } };
    expect(await client.fetchCall(callSid)).toMatchObject({ outcome: 'failed', cause: 'status not known' });
    answer = failure(404, 20404);
    expect(await client.fetchCall(callSid)).toEqual({ outcome: 'gone' });
  });
});
