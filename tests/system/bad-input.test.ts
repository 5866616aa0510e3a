import { randomUUID } from 'node:crypto';
import { openMediaStream } from '@ringback/stand-ins/candidate/media-stream-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CandidateClient, plainJob, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { openedRawSocket, openRawSocket } from '../support/raw-socket.ts';
import { pageOrigin, type Stack, startStack } from '../support/stack.ts';

let stack: Stack;
let candidate: CandidateClient;
beforeAll(async () => {
  stack = await startStack();
  candidate = await visit(stack.gatewayUrl);
});
afterAll(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const logsUrl = () => `${stack.gatewayUrl.replace(/^http/, 'ws')}/logs`;
const openMedia = (token: string, origin = pageOrigin) =>
  openMediaStream({ url: stack.mediaUrl, headers: { origin }, customParameters: { token } });
const sessionKeys = async () => (await stack.redis.keys('session:*')).toSorted();

async function mediaToken(sessionId: string): Promise<string> {
  const answer = await candidate.fetch(`/api/sessions/${sessionId}/media-token`, { method: 'POST' });
  expect(answer.status).toBe(201);
  return (await answer.json()).token;
}

/** A session in the middle of its conversation, and how to tell that it still goes on. */
async function startTalking() {
  const started = await candidate.start();
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  await viewer.waitFor('transcript.completed');
  const goesOn = async () => {
    expect(line.isOpen).toBe(true);
    expect((await stack.store.read(started.sessionId))?.record.phase).toBe('active');
    const model = stack.model.sessions.at(-1);
    const heard = model?.audioPositionMs ?? 0;
    await eventually(() => (model?.audioPositionMs ?? 0) > heard + 100);
  };
  const finish = async () => {
    await line.hangUp();
    await viewer.waitFor('session.closed');
    expect(viewer.events.filter(({ type }) => type === 'media.started')).toHaveLength(1);
    expect(viewer.events.some(({ type }) => type === 'media.lost')).toBe(false);
    await quietCheck(stack);
  };
  return { started, viewer, line, goesOn, finish };
}

describe('on the audio socket', { timeout: 30_000 }, () => {
  it('a second stream for one call is sent away, and the first goes on', async () => {
    const { started, goesOn, finish } = await startTalking();
    const second = await openMedia(await mediaToken(started.sessionId));
    expect(await second.closed).toMatchObject({ code: 1008, reason: 'second stream' });
    await goesOn();
    await finish();
  });

  it('an unknown token, a used one and one for something else open nothing', async () => {
    const { started, goesOn, finish } = await startTalking();
    const viewerTicket = await candidate.ticket(started.sessionId);
    for (const token of ['no-such-token', started.media?.token ?? '', viewerTicket, '']) {
      const stranger = await openMedia(token);
      expect(await stranger.closed).toMatchObject({ code: 1008, reason: 'token not known' });
    }
    await goesOn();
    await finish();
  });

  it('a token of a session that is over opens nothing', async () => {
    const { started, finish } = await startTalking();
    const token = await mediaToken(started.sessionId);
    await finish();
    const late = await openMedia(token);
    expect(await late.closed).toMatchObject({ code: 1008, reason: 'session over' });
    await quietCheck(stack);
  });

  it('audio before the start is refused', async () => {
    const before = await sessionKeys();
    const socket = await openedRawSocket(stack.mediaUrl);
    socket.send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    const media = { track: 'inbound', chunk: '1', timestamp: '0', payload: 'fn5+fg==' };
    socket.send({ event: 'media', sequenceNumber: '1', media, streamSid: 'MZ1' });
    expect(await socket.closed).toEqual({ code: 1008, reason: 'media before start' });
    expect(await sessionKeys()).toEqual(before);
    await quietCheck(stack);
  });

  it.each([
    ['of another site', 'https://elsewhere.test'],
    ['that is missing', null],
  ])('an origin %s is refused before 101', async (_name, origin) => {
    const started = await candidate.start();
    expect(await openRawSocket(stack.mediaUrl, origin)).toEqual({ refusedWith: 403 });
    expect(await openRawSocket(logsUrl(), origin)).toEqual({ refusedWith: 403 });
    expect((await stack.store.read(started.sessionId))?.record.phase).toBe('configured');
    // The token was not used up by the refusal.
    const line = await candidate.talk(started);
    await line.hangUp();
    await quietCheck(stack);
  });
});

describe('on the logs socket', { timeout: 30_000 }, () => {
  it.each<[string, (mine: string, other: string) => Promise<string> | string]>([
    ['that was never issued', () => 'no-such-ticket'],
    ['of another session', (_mine, other) => candidate.ticket(other)],
    ['for audio', (mine) => mediaToken(mine)],
    [
      'that was used',
      async (mine) => {
        const ticket = await candidate.ticket(mine);
        const viewer = await candidate.watch({ sessionId: mine, ticket });
        viewer.close();
        return ticket;
      },
    ],
  ])('a ticket %s is not allowed in', async (_name, toTicket) => {
    const [mine, other] = [await candidate.start(), await candidate.start()];
    const ticket = await toTicket(mine.sessionId, other.sessionId);
    const viewer = await candidate.watch({ sessionId: mine.sessionId, ticket });
    expect((await viewer.closed).code).toBe(4401);
    expect(viewer.messages).toEqual([]);
    for (const { sessionId } of [mine, other]) await endByHttp(sessionId);
    await quietCheck(stack);
  });

  it('a ticket is good only in the browser that asked for it', async () => {
    const { sessionId } = await candidate.start();
    const stranger = await visit(stack.gatewayUrl);
    const stolen = await stranger.watch({ sessionId, ticket: await candidate.ticket(sessionId) });
    expect((await stolen.closed).code).toBe(4401);
    expect(stolen.messages).toEqual([]);
    await endByHttp(sessionId);
    await quietCheck(stack);
  });

  it('a command before hello, and what is no message at all, end the socket and nothing else', async () => {
    const started = await candidate.start();
    const hasty = await openedRawSocket(logsUrl());
    hasty.send({ type: 'call.end', operationId: randomUUID() });
    expect((await hasty.closed).code).toBe(4401);
    const babbling = await openedRawSocket(logsUrl());
    babbling.send('{"type":"hello"');
    expect((await babbling.closed).code).toBe(4400);
    expect((await stack.store.read(started.sessionId))?.record.phase).toBe('configured');
    await endByHttp(started.sessionId);
    await quietCheck(stack);
  });
});

async function endByHttp(sessionId: string): Promise<void> {
  const ended = await candidate.fetch(`/api/sessions/${sessionId}/end`, {
    body: { operationId: randomUUID() },
  });
  expect(ended.status).toBe(202);
}

describe('by HTTP', { timeout: 30_000 }, () => {
  const start = (jobConfiguration: unknown, headers: Record<string, string> = {}) =>
    candidate.fetch('/api/sessions', {
      body: { operationId: randomUUID(), jobConfiguration, call: { via: 'browser' } },
      headers,
    });

  it.each([
    ['an empty title', { jobTitle: '' }, 'jobConfiguration.jobTitle'],
    ['a title of invisible characters', { jobTitle: '\u200b \u202e' }, 'jobConfiguration.jobTitle'],
    [
      'a description of 9,000 characters',
      { jobTitle: 'Baker', jobDescription: 'x'.repeat(9_000) },
      'jobConfiguration.jobDescription',
    ],
    ['an unknown key', { jobTitle: 'Baker', salary: 1 }, 'jobConfiguration.salary'],
  ])('%s is refused by name, and no session exists', async (_name, jobConfiguration, path) => {
    const before = await sessionKeys();
    const answer = await start(jobConfiguration);
    expect(answer.status).toBe(422);
    const { error } = await answer.json();
    expect(error.code).toBe('configuration_invalid');
    expect(error.details.map((detail: { path: string }) => detail.path)).toEqual([path]);
    expect(await sessionKeys()).toEqual(before);
    await quietCheck(stack);
  });

  it('a request without a cookie of ours gets nothing', async () => {
    const { sessionId } = await candidate.start();
    const [name = ''] = candidate.cookie.split('=');
    const forged = `${name}=s%3Acan_aaaaaaaaaaaaaaaa.${'a'.repeat(43)}`;
    for (const cookie of ['', forged]) {
      expect((await start(plainJob, { cookie })).status).toBe(401);
      for (const [method, path] of [
        ['GET', `/api/sessions`],
        ['GET', `/api/sessions/${sessionId}`],
        ['POST', `/api/sessions/${sessionId}/ticket`],
        ['POST', `/api/sessions/${sessionId}/media-token`],
        ['DELETE', `/api/sessions/${sessionId}`],
      ] as const) {
        const answer = await candidate.fetch(path, { method, headers: { cookie } });
        expect(answer.status, `${method} ${path}`).toBe(401);
      }
    }
    expect((await stack.store.read(sessionId as never))?.record.phase).toBe('configured');
    await endByHttp(sessionId);
    await quietCheck(stack);
  });

  it('another candidate’s session looks like one that does not exist', async () => {
    const { sessionId } = await candidate.start();
    const stranger = await visit(stack.gatewayUrl);
    const paths = ['', '/ticket', '/media-token', '/end', '/reset'];
    for (const path of paths) {
      const ask = async (id: string) => {
        const answer = await stranger.fetch(`/api/sessions/${id}${path}`, {
          method: path === '' ? 'GET' : 'POST',
          ...(path === '' ? {} : { body: { operationId: randomUUID() } }),
        });
        return { status: answer.status, body: await answer.text() };
      };
      const foreign = await ask(sessionId);
      expect(foreign.status, path).toBe(404);
      expect(await ask('ses_aaaaaaaaaaaaaaaaaaaaaa'), path).toEqual(foreign);
    }
    expect((await stack.store.read(sessionId as never))?.record.phase).toBe('configured');
    await endByHttp(sessionId);
    await quietCheck(stack);
  });
});
