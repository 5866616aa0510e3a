import type { SessionStarted } from '@ringback/shared/contract/http-api';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { whenHeard } from '../support/line-events.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { shortAnswer, shortScript } from '../support/short-interview.ts';
import { type Stack, startStack } from '../support/stack.ts';
import type { Viewer } from '../support/viewer-client.ts';

let stack: Stack;
let first: CandidateClient;
let second: CandidateClient;
let started: SessionStarted;
let line: MediaStreamClient;
let code: string;

/** A call in the first browser, and a second browser that joins its candidate in the middle of the call. */
beforeEach(async () => {
  stack = await startStack({ gateways: 2, script: shortScript(), env: { LOG_LEVEL: 'trace' } });
  first = await visit(stack.gatewayUrl);
  second = await visit(`http://127.0.0.1:${stack.gateways[1]?.port}`);
  started = await first.start();
  line = await first.talk(started);
  await whenHeard(line, 2_000);
  ({ code } = await first.api.makeDeviceCode());
  expect(await second.api.lookAtDeviceCode(code)).toMatchObject({
    there: { interviews: 1, isLive: true },
    own: { interviews: 0, isLive: false },
  });
  await second.api.joinByDeviceCode({ code });
});
afterEach(async () => {
  await quietCheck(stack);
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

async function follow(device: CandidateClient): Promise<Viewer> {
  const { sessionId } = started;
  return device.watch({ sessionId, ticket: await device.ticket(sessionId) });
}

describe('a candidate on two devices, in the middle of a call', () => {
  it('follows it on both, and a device that leaves takes nothing from the other', async () => {
    const [here, there] = [await follow(first), await follow(second)];
    await line.say(tone(3_000));
    for (const viewer of [here, there]) {
      const spoken = await viewer.waitFor('transcript.completed');
      expect([spoken.speaker, spoken.text]).toEqual(['candidate', shortAnswer]);
    }
    await second.api.leave();
    await expect(second.ticket(started.sessionId)).rejects.toMatchObject({ code: 'session_not_found' });
    expect((await first.api.session(started.sessionId)).view.status).toBe('connected');
    await line.hangUp();
    expect((await here.closed).code).toBe(1000);
    expect((await first.api.sessions()).sessions).toHaveLength(1);
  });

  it('hangs up on the other device when the one with the call has left', async () => {
    await first.api.leave();
    await expect(first.ticket(started.sessionId)).rejects.toMatchObject({ code: 'session_not_found' });
    const there = await follow(second);
    expect((await there.command({ type: 'call.end' })).outcome).toBe('ok');
    expect((await there.closed).code).toBe(1000);
    await line.closed;
    expect((await second.api.sessions()).sessions[0]).toMatchObject({ endReason: 'hung_up_by_candidate' });
  });

  it('leaves neither the code nor a cookie in the log of any service', async () => {
    await line.hangUp();
    await (await follow(second)).closed;
    const log = JSON.stringify(stack.logs.lines);
    expect(log).toContain('device code used');
    for (const secret of [code, ...[first, second].map(({ cookie }) => cookie.split('=')[1] ?? '')]) {
      expect(secret.length).toBeGreaterThan(7);
      expect(log).not.toContain(secret);
    }
  });
});
