import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountSid, authToken } from '../../testing/telephone-application.ts';
import { startTwilioStandIn, type TwilioStandIn } from './twilio-stand-in.ts';

/** The official client, unchanged but for its address. */
function clientOf(standIn: TwilioStandIn, token = authToken, sid = accountSid) {
  const client = twilio(sid, token, { timeout: 500 });
  client.api.baseUrl = standIn.url;
  return client;
}

const request = {
  to: '+15005550009',
  from: '+15005550006',
  twiml: '<Response><Pause length="9"/></Response>',
};

let standIn: TwilioStandIn;
let client: ReturnType<typeof clientOf>;

beforeEach(async () => {
  standIn = await startTwilioStandIn({
    accountSid,
    authToken,
    phoneNumbers: ['+15005550006'],
    answer: () => ({ type: 'answers', afterMs: 20 }),
    setupMs: 10,
  });
  client = clientOf(standIn);
});
afterEach(() => standIn.close());

describe('the official client against the stand-in', () => {
  it('creates, fetches and completes a call', async () => {
    const created = await client.calls.create(request);
    expect(created).toMatchObject({
      status: 'queued',
      to: request.to,
      from: request.from,
      direction: 'outbound-api',
      accountSid,
      endTime: null,
    });
    expect(created.sid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(created.dateCreated).toBeInstanceOf(Date);
    const call = await standIn.nextCall(({ sid }) => sid === created.sid);
    await call.reached('in-progress');
    expect((await client.calls(created.sid).fetch()).status).toBe('in-progress');
    const updated = await client.calls(created.sid).update({ status: 'completed' });
    expect(updated.status).toBe('completed');
    expect(await call.ended).toBe('completed');
    expect(call.statuses.map(({ status }) => status)).toEqual([
      'queued',
      'ringing',
      'in-progress',
      'completed',
    ]);
    const ended = await client.calls(created.sid).fetch();
    expect(ended.duration).toBe('1');
    expect(ended.endTime).toBeInstanceOf(Date);
  });

  it('answers 21220 when an ended call is ended again', async () => {
    const { sid } = await client.calls.create(request);
    await client.calls(sid).update({ status: 'canceled' });
    await expect(client.calls(sid).update({ status: 'completed' })).rejects.toMatchObject({
      status: 400,
      code: 21220,
      moreInfo: expect.stringContaining('21220'),
    });
  });

  it('cancels a ringing call but not one in progress', async () => {
    const { sid } = await client.calls.create(request);
    const call = await standIn.nextCall();
    await call.reached('in-progress');
    await expect(client.calls(sid).update({ status: 'canceled' })).rejects.toMatchObject({ code: 21220 });
  });

  it.each([
    ['a To that is no number', { ...request, to: '555' }, 21211],
    ['a From that is no number', { ...request, from: 'me' }, 21212],
    ['a From of somebody else', { ...request, from: '+15005550007' }, 21210],
    ['no TwiML', { to: request.to, from: request.from }, 21205],
    ['TwiML of 4001 characters', { ...request, twiml: 'x'.repeat(4001) }, 21205],
    ['a Url that is none', { ...request, twiml: '', url: 'voice' }, 21205],
    ['a recording, which is not simulated', { ...request, record: true }, 21200],
  ])('refuses %s', async (_name, wrong, code) => {
    await expect(client.calls.create(wrong)).rejects.toMatchObject({ status: 400, code });
    expect(standIn.calls).toHaveLength(0);
  });

  it('refuses a wrong token, another account, an unknown call', async () => {
    await expect(clientOf(standIn, 'wrong').calls.create(request)).rejects.toMatchObject({
      status: 401,
      code: 20003,
    });
    const other = clientOf(standIn, authToken, `AC${'9'.repeat(32)}`);
    await expect(other.calls.create(request)).rejects.toMatchObject({ status: 401 });
    await expect(client.calls(`CA${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
  });

  it('refuses, fails or is silent on demand, with or without effect', async () => {
    const create = () => client.calls.create(request);
    standIn.faults.rest.create = { type: 'refuses', code: 20429 };
    await expect(create()).rejects.toMatchObject({ status: 429, code: 20429 });
    standIn.faults.rest.create = { type: 'fails', status: 503, isDone: false };
    await expect(create()).rejects.toMatchObject({ status: 503 });
    standIn.faults.rest.create = { type: 'never_answers', isDone: false };
    await expect(create()).rejects.toMatchObject({ code: 'ECONNABORTED' });
    expect(standIn.calls).toHaveLength(0);

    standIn.faults.rest.create = { type: 'fails', status: 500, isDone: true };
    await expect(create()).rejects.toMatchObject({ status: 500 });
    standIn.faults.rest.create = { type: 'never_answers', isDone: true };
    await expect(create()).rejects.toMatchObject({ code: 'ECONNABORTED' });
    expect(standIn.calls).toHaveLength(2);

    standIn.faults.rest.create = { type: 'answers_late', afterMs: 100 };
    const startedAt = performance.now();
    await create();
    expect(performance.now() - startedAt).toBeGreaterThan(95);
  });

  it('answers an update of an ended call as the fault says', async () => {
    const { sid } = await client.calls.create(request);
    await client.calls(sid).update({ status: 'completed' });
    standIn.faults.endedCallUpdate = 'not_found';
    await expect(client.calls(sid).update({ status: 'completed' })).rejects.toMatchObject({ code: 20404 });
    standIn.faults.endedCallUpdate = 'accepted';
    expect((await client.calls(sid).update({ status: 'completed' })).sid).toBe(sid);
  });

  it('reports that it is alive, closes twice, and leaves no wait behind', async () => {
    expect((await fetch(`${standIn.url}/health/live`)).status).toBe(200);
    await client.calls.create(request);
    const call = await standIn.nextCall();
    await Promise.all([standIn.close(), standIn.close()]);
    expect(await call.ended).toBe('failed');
    await expect(fetch(`${standIn.url}/health/live`)).rejects.toThrow();
  });
});
