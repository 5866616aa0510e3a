import { randomUUID } from 'node:crypto';
import { sessionStartedSchema } from '@ringback/shared/contract/http-api';
import { sendSigned } from '@ringback/stand-ins/twilio/signed-request';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CandidateClient, plainJob, visit } from '../support/candidate-client.ts';
import { whenHeard } from '../support/line-events.ts';
import {
  expectFaultless,
  type PhoneStack,
  readEvents,
  startPhoneStack,
  whenClosed,
} from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';

const ourNumber = '+15005550006';
const caller = '+14155550177';

let stack: PhoneStack;
let candidate: CandidateClient;
beforeEach(async () => {
  stack = await startPhoneStack(undefined, { env: { TWILIO_PHONE_NUMBER: ourNumber } });
  candidate = await visit(stack.gatewayUrl);
});
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

async function startDialIn(operationId: string = randomUUID()) {
  const body = { operationId, jobConfiguration: plainJob, call: { via: 'dial_in' } };
  const answer = await candidate.fetch('/api/sessions', { body });
  expect(answer.status).toBe(201);
  const started = sessionStartedSchema.parse(await answer.json());
  if (started.dialIn === undefined) throw new Error('no code');
  return { ...started, dialIn: started.dialIn };
}

/** Somebody calls our number and enters these, one at each time of asking. */
function dial(codes: readonly (string | null)[], from = caller, fromCountry?: string) {
  const publicUrl = 'https://ringback.test/twilio';
  const keys = codes.map((digits) => (digits === null ? null : { digits, afterMs: 300 }));
  return stack.carrier.dialIn({
    from,
    ...(fromCountry === undefined ? {} : { fromCountry }),
    to: ourNumber,
    voiceUrl: `${publicUrl}/voice`,
    fallbackUrl: `${publicUrl}/fallback`,
    statusCallbackUrl: `${publicUrl}/status`,
    line: { keys },
  });
}

const wrongFor = (code: string) => (code === '000000' ? '111111' : '000000');

describe('a candidate who dials in', () => {
  it('enters the code of the page and is interviewed', async () => {
    const operationId = randomUUID();
    const { sessionId, dialIn, phase } = await startDialIn(operationId);
    expect(phase).toBe('configured');
    expect(dialIn).toMatchObject({ phoneNumber: ourNumber, code: expect.stringMatching(/^\d{6}$/) });
    expect(Math.abs(dialIn.expiresAt - Date.now() - 600_000)).toBeLessThan(5_000);
    expect((await startDialIn(operationId)).dialIn.code).toBe(dialIn.code);

    const call = dial([dialIn.code]);
    const { client } = await call.streamOpened();
    await whenHeard(client, 100);
    const read = await stack.store.read(sessionId);
    expect(read?.record).toMatchObject({ phase: 'active', callSid: call.sid });
    call.hangUp();
    expect((await whenClosed(stack, sessionId)).endReason).toBe('hung_up_by_candidate');
    expectFaultless(call);
    expect(stack.carrier.calls).toHaveLength(1);
    expect(JSON.stringify(stack.logs.lines)).not.toContain(caller.slice(2));
    await quietCheck(stack);
  });

  it('has three tries, and the third may be the right one', async () => {
    const { sessionId, dialIn } = await startDialIn();
    const call = dial([wrongFor(dialIn.code), '12', dialIn.code]);
    await call.streamOpened();
    expect(call.gathers).toHaveLength(3);
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it.each([
    ['three wrong codes', (code: string) => [wrongFor(code), wrongFor(code), wrongFor(code)]],
    ['no code at all', () => [null]],
  ])('hears a polite end after %s, and the session waits on', async (_name, codes) => {
    const { sessionId, dialIn } = await startDialIn();
    const call = dial(codes(dialIn.code));
    expect(await call.ended).toBe('completed');
    expect(call.prompts.at(-1)?.text).toContain('That code is not known, or no longer valid.');
    expect(call.streams).toEqual([]);
    expect((await stack.store.read(sessionId))?.record).toMatchObject({ phase: 'configured', callSid: null });
    await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: randomUUID() } });
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('finds the code used up by the first call, which goes on', async () => {
    const { sessionId, dialIn } = await startDialIn();
    const first = dial([dialIn.code]);
    const { client } = await first.streamOpened();
    const second = dial([dialIn.code, dialIn.code, dialIn.code], '+14155550178');
    await second.ended;
    expect(second.streams).toEqual([]);
    expect(client.isOpen).toBe(true);
    // The carrier repeats what it has asked before: the same answer, and no second stream.
    const asked = first.webhooks.at(-1);
    const request = { url: asked?.url ?? '', method: 'POST', params: asked?.params ?? {} } as const;
    const again = await sendSigned(stack.signer, { ...request, signal: AbortSignal.timeout(5_000) });
    expect(again.body).toContain('<Stream');
    const facts = (await readEvents(stack, sessionId)).map(({ type }) => type);
    expect(facts.filter((type) => type === 'call.ready')).toHaveLength(1);
    first.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('cannot go on guessing from one phone', async () => {
    for (let call = 0; call < 3; call++) await dial(['000001', '000002', '000003']).ended;
    const last = dial(['000004', '000005']);
    await last.ended;
    expect(last.gathers).toHaveLength(2);
    expect(last.prompts.at(-1)?.text).toContain('too many wrong codes');
    await quietCheck(stack);
  });
});

describe('a caller who withholds the number', () => {
  const hidden = ['Anonymous', '+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', ''];

  it('gets in with the right code, however often others have guessed', { timeout: 60_000 }, async () => {
    const { sessionId, dialIn } = await startDialIn();
    const wrong = wrongFor(dialIn.code);
    const guessing = [...hidden, ...hidden.map(() => '+266696687')];
    await Promise.all(guessing.map((from) => dial([wrong, wrong, wrong], from).ended));
    const call = dial([wrong, dialIn.code], '+266696687');
    await call.streamOpened();
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('has one guess a call when all of them together have guessed too often', async () => {
    const { sessionId, dialIn } = await startDialIn();
    await stack.redis.set('limit:dial-in:hidden', '100', 'PX', 600_000);
    const wrong = wrongFor(dialIn.code);
    const guess = dial([wrong, dialIn.code], 'Anonymous');
    await guess.ended;
    expect(guess.gathers).toHaveLength(1);
    expect(guess.prompts.at(-1)?.text).toContain('too many wrong codes');
    const call = dial([dialIn.code], 'Restricted');
    await call.streamOpened();
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});

describe('the code of a phone that guesses on', () => {
  it('is not even looked up after three hundred wrong ones of all phones', async () => {
    const { sessionId, dialIn } = await startDialIn();
    await stack.redis.set('limit:dial-in:all', '299', 'PX', 600_000);
    const last = dial([wrongFor(dialIn.code), null]);
    await last.ended;
    expect(last.gathers).toHaveLength(2);
    const call = dial([dialIn.code], '+14155550178');
    expect(await call.ended).toBe('completed');
    expect(call.streams).toEqual([]);
    await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: randomUUID() } });
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('is counted only where it was wrong', { timeout: 60_000 }, async () => {
    for (let call = 0; call < 11; call++) {
      const { sessionId, dialIn } = await startDialIn();
      const right = dial([dialIn.code]);
      await right.streamOpened();
      right.hangUp();
      await whenClosed(stack, sessionId);
    }
    await quietCheck(stack);
  });
});

describe('whoever dials in', () => {
  it('is not taken for the owner of the number: a caller id can be made up', async () => {
    const { sessionId, dialIn } = await startDialIn();
    const call = dial([dialIn.code]);
    await call.streamOpened();
    call.hangUp();
    await whenClosed(stack, sessionId);
    expect(await stack.redis.keys('candidate:*:numbers')).toEqual([]);
    await quietCheck(stack);
  });

  it.each([
    ['DE', 'de-DE'],
    ['MX', 'es-ES'],
    [undefined, 'en-US'],
  ])('from %s is asked in %s, and goes on in the language of the interview', async (country, spoken) => {
    const { sessionId, dialIn } = await startDialIn();
    const call = dial([dialIn.code], caller, country);
    await call.streamOpened();
    expect(call.prompts[0]?.language).toBe(spoken);
    expect(call.prompts.at(-1)).toMatchObject({
      language: 'en-US',
      text: expect.stringMatching(/^Thank you/),
    });
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});
