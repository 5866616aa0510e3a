import { describe, expect, it } from 'vitest';
import { parseVoiceWebhook } from './voice-webhook.ts';

const callSid = `CA${'0'.repeat(32)}`;
const form = {
  CallSid: callSid,
  CallStatus: 'in-progress',
  From: '+15005550006',
  To: '+15005550009',
  Direction: 'outbound-api',
  ApiVersion: '2010-04-01',
};

describe('voice webhook', () => {
  it('reads who calls and what was pressed, with leading zeros', () => {
    expect(parseVoiceWebhook({ ...form, Digits: '004217', FromCity: 'X' })).toEqual({
      callSid,
      from: '+15005550006',
      fromCountry: null,
      to: '+15005550009',
      isInbound: false,
      digits: '004217',
    });
    expect(parseVoiceWebhook({ ...form, Direction: 'inbound', From: 'anonymous' })).toMatchObject({
      isInbound: true,
      from: 'anonymous',
      digits: null,
    });
  });

  it.each([
    ['no form', null],
    ['no call', { ...form, CallSid: '' }],
    ['digits that no phone has', { ...form, Digits: '1; DROP' }],
    ['a number of 10 KB', { ...form, From: '1'.repeat(10_000) }],
  ])('refuses %s', (_name, bad) => {
    expect(parseVoiceWebhook(bad)).toBeNull();
  });
});
