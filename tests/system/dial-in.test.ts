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
  const longCode = started.dialIn?.longCode;
  if (started.dialIn === undefined || longCode === undefined) throw new Error('no code');
  return { ...started, dialIn: { ...started.dialIn, longCode } };
}

/** A caller dials our number and enters these codes, one at each prompt. */
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
    expect(dialIn.longCode).toMatch(new RegExp(`^${dialIn.code}\\d{4}$`));
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
  ])('hears a farewell after %s, and the session goes on waiting', async (_name, codes) => {
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
    // The carrier repeats an earlier request: the same answer, and no second stream.
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

  it('must enter ten digits after ten wrong codes from one phone, and has one try a call', async () => {
    const { sessionId, dialIn } = await startDialIn();
    const wrong = wrongFor(dialIn.code);
    for (let call = 0; call < 3; call++) await dial([wrong, wrong, wrong]).ended;
    const tenth = dial([wrong, `${wrong}0000`, dialIn.longCode]);
    await tenth.ended;
    expect(tenth.gathers.map(({ numDigits }) => numDigits)).toEqual([6, 10]);
    expect(tenth.prompts.at(-1)?.text).toContain('too many wrong codes');
    // The same phone gets in with the whole code, and another one still with six digits of it.
    const call = dial([dialIn.longCode]);
    await call.streamOpened();
    call.hangUp();
    await whenClosed(stack, sessionId);
    const other = await startDialIn();
    const otherCall = dial([other.dialIn.code], '+14155550178');
    await otherCall.streamOpened();
    otherCall.hangUp();
    await whenClosed(stack, other.sessionId);
    await quietCheck(stack);
  });
});

describe('a caller who withholds the number', () => {
  const hidden = ['Anonymous', '+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', ''];

  it('gets in with the whole code, however often others have guessed', { timeout: 60_000 }, async () => {
    const { sessionId, dialIn } = await startDialIn();
    const wrong = wrongFor(dialIn.code);
    await Promise.all(hidden.map((from) => dial([wrong, wrong, wrong], from).ended));
    const call = dial([dialIn.longCode], '+266696687');
    await call.streamOpened();
    expect(call.gathers[0]).toMatchObject({ numDigits: 10 });
    call.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});

describe('after a hundred wrong codes from all phones', () => {
  const guessed = (times: number) => stack.redis.set('limit:dial-in:all', String(times), 'PX', 600_000);

  it('every phone must enter ten digits, and none is refused', async () => {
    const { sessionId, dialIn } = await startDialIn();
    await guessed(99);
    // The last prompt for six digits: what was asked before the bound was reached is asked again.
    const last = dial([wrongFor(dialIn.code), dialIn.code, dialIn.longCode]);
    await last.streamOpened();
    expect(last.gathers.map(({ numDigits }) => numDigits)).toEqual([6, 10, 10]);
    expect(last.prompts[1]?.text).toBe(
      'This is Ringback. Please enter all ten digits that you see on the page.',
    );
    last.hangUp();
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });

  it('six digits are not looked up, and a guess of ten has one try', async () => {
    const { sessionId, dialIn } = await startDialIn();
    await guessed(100);
    const short = dial([dialIn.code, dialIn.code, dialIn.code]);
    expect(await short.ended).toBe('completed');
    expect(short.streams).toEqual([]);
    expect(short.gathers).toHaveLength(3);
    const [first = '', ...rest] = dialIn.longCode.slice(6);
    const guess = dial([`${dialIn.code}${(Number(first) + 1) % 10}${rest.join('')}`, dialIn.longCode]);
    expect(await guess.ended).toBe('completed');
    expect(guess.gathers).toHaveLength(1);
    expect(guess.prompts.at(-1)?.text).toContain('too many wrong codes');
    expect((await stack.store.read(sessionId))?.record).toMatchObject({ phase: 'configured', callSid: null });
    await candidate.fetch(`/api/sessions/${sessionId}/end`, { body: { operationId: randomUUID() } });
    await whenClosed(stack, sessionId);
    await quietCheck(stack);
  });
});

describe('a code', () => {
  it('counts only when it is wrong', { timeout: 60_000 }, async () => {
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

describe('a person who dials in', () => {
  it('does not count as the owner of the number, because a caller id can be forged', async () => {
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
  ])('from %s is asked in %s, and continues in the language of the interview', async (country, spoken) => {
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
