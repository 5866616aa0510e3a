import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { callPhone, type PhoneStack, startPhoneStack } from '../support/phone-stack.ts';

let stack: PhoneStack;
afterEach(() => stack.close());

const { accountSid, authToken, ownNumber } = {
  accountSid: `AC${'0'.repeat(31)}1`,
  authToken: '0123456789abcdef0123456789abcdef',
  ownNumber: '+15005550006',
};

describe('a call that the carrier holds and no session knows', () => {
  it('is ended after 20 s, while those of sessions and of others go on', async () => {
    stack = await startPhoneStack();
    const known = await callPhone(stack);
    await known.viewer.waitFor('interviewer.joined');
    const client = twilio(accountSid, authToken);
    client.api.baseUrl = stack.carrier.url;
    const place = (from: string) =>
      client.calls.create({ to: '+14155550111', from, twiml: '<Response><Pause length="600"/></Response>' });
    const [lost, foreign] = [await place(ownNumber), await place('+15005550001')];
    const statusOf = (sid: string) => stack.carrier.calls.find((call) => call.sid === sid)?.status;
    await eventually(() => statusOf(lost.sid) === 'in-progress', 10_000);

    await eventually(() => statusOf(lost.sid) === 'completed', 40_000, 200);
    expect(statusOf(foreign.sid)).toBe('in-progress');
    expect(known.call.status).toBe('in-progress');
    expect(stack.logs.lines.some(({ msg }) => msg === 'the carrier has a call that no session knows')).toBe(
      true,
    );
    expect((await known.viewer.command({ type: 'call.end' })).outcome).toBe('ok');
    await known.viewer.waitFor('session.closed');
  }, 90_000);
});
