import { randomUUID } from 'node:crypto';
import { candidateIdSchema, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { blockNumber } from '@ringback/shared/redis/admission/blocked-numbers';
import { createDialQueue } from '@ringback/shared/redis/queues/dial-queue';
import { createNumberHashes } from '@ringback/shared/runtime/number-hashes';
import { seal } from '@ringback/shared/runtime/seal';
import { afterEach, describe, expect, it } from 'vitest';
import { type CandidateClient, visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { bakerHash, jobConfiguration } from '../support/new-session.ts';
import {
  calledNumber,
  callPhone,
  type PhoneStack,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { testKeys } from '../support/settings.ts';

let stack: PhoneStack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const ringsOn = { type: 'no_answer' } as const;

async function newPhoneSession(): Promise<SessionId> {
  const sessionId = sessionIdSchema.parse(`ses_${randomUUID().slice(0, 18)}`);
  const event = {
    type: 'session.configured',
    sessionId,
    at: Date.now(),
    ownerId: candidateIdSchema.parse('can_aaaaaaaaaaaaaaaa'),
    via: 'phone',
    jobConfiguration,
    configurationHash: bakerHash,
    previousSessionId: null,
    fleetGeneration: 0,
  } as const;
  await stack.store.create(event, { retentionSeconds: 60 });
  return sessionId;
}

/** Puts a request for a call into the queue, as the gateway does. */
async function request(sessionId: SessionId, notAfter: number): Promise<void> {
  const queue = createDialQueue(stack.redis);
  const sealedPhoneNumber = seal([testKeys.DATA_ENCRYPTION_KEY], calledNumber, sessionId);
  await queue.add('dial', { sessionId, sealedPhoneNumber, notAfter }, { jobId: sessionId });
  await queue.close();
}

const startCall = (candidate: CandidateClient, phoneNumber: string) =>
  candidate.start({ call: { via: 'phone', phoneNumber } });

async function endAll(): Promise<void> {
  const ids = await stack.store.listLive();
  await Promise.all(ids.map((id) => stack.store.commit(id, { type: 'end', reason: 'reset' })));
}

describe('a request to dial', () => {
  it('that is older than its deadline is dropped, and one that is not is dialled', async () => {
    stack = await startPhoneStack(ringsOn);
    const late = await newPhoneSession();
    await request(late, Date.now() - 1);
    await eventually(async () => (await readCounter(stack, 'dials_total', { outcome: 'too_late' })) === 1);
    expect(stack.carrier.calls).toEqual([]);
    expect((await readEvents(stack, late)).map(({ type }) => type)).toEqual(['session.configured']);
    const timely = await newPhoneSession();
    await request(timely, Date.now() + 60_000);
    await (await stack.carrier.nextCall()).reached('ringing');
    expect(stack.carrier.calls).toHaveLength(1);
    await endAll();
    await quietCheck(stack);
  });

  it('of a number that was blocked since the start is not dialled, and the page says why', async () => {
    stack = await startPhoneStack(ringsOn);
    const hashes = createNumberHashes({
      numberHashKey: ['number-hash-key-for-tests'],
      dataEncryptionKey: ['data-encryption-key-for-tests'],
    });
    const sessionId = await newPhoneSession();
    await blockNumber(stack.redis, hashes, calledNumber);
    await request(sessionId, Date.now() + 60_000);
    expect((await whenClosed(stack, sessionId)).endReason).toBe('number_blocked');
    expect(stack.carrier.calls).toEqual([]);
    expect(await readCounter(stack, 'dials_total', { outcome: 'number_blocked' })).toBe(1);
    expect((await readEvents(stack, sessionId)).map(({ type }) => type)).not.toContain('call.dialled');
    await quietCheck(stack);
  });

  it('contains everything that the carrier must know', async () => {
    stack = await startPhoneStack(ringsOn, { env: { MACHINE_DETECTION: 'on' } });
    const { sessionId, call } = await callPhone(stack);
    const at = (path: string) => ({
      url: `https://ringback.test/twilio/${path}?session=${sessionId}&lang=en`,
      method: 'POST',
    });
    expect(call.order).toEqual({
      direction: 'outbound-api',
      to: calledNumber,
      from: '+15005550006',
      voice: { type: 'url', ...at('voice') },
      fallback: { type: 'url', ...at('fallback') },
      statusCallback: {
        type: 'url',
        ...at('status'),
        events: ['initiated', 'ringing', 'answered', 'completed'],
      },
      ringTimeoutMs: 30_000,
      // The interview's 15 minutes and a grace: the last resort when all of our instances are gone.
      timeLimitMs: (15 * 60 + 120) * 1_000,
      detectionCallback: { type: 'url', ...at('machine') },
    });
    await endAll();
    await quietCheck(stack);
  });

  it('comes from the number that is nearest to the called one', async () => {
    stack = await startPhoneStack(ringsOn, { env: { TWILIO_CALLER_NUMBERS: '+442079460000' } });
    for (const [to, from] of [
      ['+442079460958', '+442079460000'],
      ['+14155550100', '+15005550006'],
      ['+4915123456789', '+442079460000'],
    ] as const) {
      const { call } = await callPhone(stack, to);
      expect(call.order, to).toMatchObject({ to, from });
    }
    await endAll();
    await quietCheck(stack);
  });

  it('waits for its turn: no two calls of a fleet are closer than the carrier allows', async () => {
    stack = await startPhoneStack(ringsOn, {
      env: { DIAL_CALLS_PER_SECOND: '2' },
      telephonies: 2,
      // At the carrier's own pace, so that the first phone still rings when its candidate practises again.
      carrierTimeScale: 1,
    });
    const candidates = await Promise.all(Array.from({ length: 6 }, () => visit(stack.gatewayUrl)));
    const started = await Promise.all(
      candidates.map((candidate, index) => startCall(candidate, `+1415555010${index}`)),
    );
    await eventually(() => stack.carrier.calls.length === 6, 10_000);
    // Practising again must wait for the earlier call, and still takes its turn among the others.
    const [again] = candidates;
    const previousSessionId = started[0]?.sessionId ?? '';
    const call = { via: 'phone', phoneNumber: '+14155550106' } as const;
    const others = await Promise.all(Array.from({ length: 3 }, () => visit(stack.gatewayUrl)));
    await Promise.all([
      again?.start({ call, previousSessionId }),
      ...others.map((candidate, index) => startCall(candidate, `+1415555011${index}`)),
    ]);
    await eventually(() => stack.carrier.calls.length === 10, 10_000);
    const times = stack.carrier.calls.map(({ createdAt }) => createdAt).toSorted((one, other) => one - other);
    const least = (calls: number) =>
      Math.min(...times.slice(calls - 1).map((time, index) => time - (times[index] ?? 0)));
    // Half a second each, except for the way from the turn to the carrier, which a busy machine makes longer for one
    // call than for another. Two telephonies that counted separately would place four calls in 750 ms.
    expect(least(2)).toBeGreaterThan(100);
    expect(least(4)).toBeGreaterThan(1_100);
    await endAll();
    await quietCheck(stack);
  });

  it('is taken back while the phone rings, when the candidate ends the session', async () => {
    stack = await startPhoneStack(ringsOn);
    const { candidate, sessionId, call } = await callPhone(stack);
    await call.reached('ringing');
    const body = { operationId: randomUUID() };
    expect((await candidate.fetch(`/api/sessions/${sessionId}/end`, { body })).status).toBe(202);
    expect(await call.ended).toBe('canceled');
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expect(stack.carrier.calls).toHaveLength(1);
    await quietCheck(stack);
  });
});
