import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTwilioStandIn, type TwilioStandIn } from '@ringback/stand-ins/twilio/twilio-stand-in';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineTwilio } from './twilio-findings.ts';

const sid = `AC${'0'.repeat(31)}1`;
const number = '+14155550100';
let carrier: TwilioStandIn;
/** Stands for telephony, which refuses unsigned requests. */
let telephony: Server;
let publicUrl: string;
let answersWith: number;

beforeEach(async () => {
  answersWith = 403;
  telephony = createServer((_request, response) => response.writeHead(answersWith).end());
  await new Promise<void>((resolve) => telephony.listen(0, '127.0.0.1', resolve));
  publicUrl = `http://127.0.0.1:${(telephony.address() as AddressInfo).port}`;
  carrier = await startTwilioStandIn({
    accountSid: sid,
    authToken: 'right',
    phoneNumbers: [number, '+442079460000'],
    answer: () => ({ type: 'no_answer' }),
  });
  carrier.account.permittedCountries = ['US'];
  Object.assign(carrier.account.numbers, {
    voiceUrl: `${publicUrl}/twilio/voice`,
    fallbackUrl: `${publicUrl}/twilio/fallback`,
    statusCallback: `${publicUrl}/twilio/status`,
  });
});
afterEach(async () => {
  await carrier.close();
  await new Promise((resolve) => telephony.close(resolve));
});

const examine = (more: Record<string, string> = {}) =>
  examineTwilio({
    TWILIO_ACCOUNT_SID: sid,
    TWILIO_AUTH_TOKEN: 'right',
    TWILIO_PHONE_NUMBER: number,
    TWILIO_CALLER_NUMBERS: '+442079460000',
    TWILIO_API_BASE_URL: carrier.url,
    PUBLIC_URL: publicUrl,
    DIAL_ALLOWED_COUNTRIES: 'US',
    ...more,
  });

describe('what Twilio says about the settings', () => {
  it('is all right', async () => {
    expect((await examine()).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  });

  it('names wrong credentials', async () => {
    expect((await examine({ TWILIO_AUTH_TOKEN: 'wrong' }))[0]).toMatchObject({
      verdict: 'fault',
      text: expect.stringContaining('20003'),
    });
  });

  it('names numbers that are not ours', async () => {
    const findings = await examine({
      TWILIO_PHONE_NUMBER: '+14155550199',
      TWILIO_CALLER_NUMBERS: '+14155550198',
    });
    expect(findings.slice(1, 3)).toMatchObject([
      { verdict: 'fault', text: 'TWILIO_PHONE_NUMBER: not of this account' },
      { verdict: 'fault', text: 'TWILIO_CALLER_NUMBERS …98: not of this account' },
    ]);
  });

  it('names a number without voice, and one whose webhooks lead elsewhere', async () => {
    carrier.account.numbers.voiceMethod = 'GET';
    carrier.account.numbers.statusCallback = '';
    expect((await examine())[1]).toMatchObject({
      verdict: 'note',
      fix: `to let candidates dial in, set its method: POST, status callback: ${publicUrl}/twilio/status`,
    });
    carrier.account.numbers.canSpeak = false;
    expect((await examine())[1]).toMatchObject({
      verdict: 'fault',
      text: 'TWILIO_PHONE_NUMBER: has no voice',
    });
  });

  it('names a country that is not permitted, and an address with no telephony behind it', async () => {
    answersWith = 502;
    const [, , , country, wayBack] = await examine({ DIAL_ALLOWED_COUNTRIES: 'GB' });
    expect(country).toMatchObject({ verdict: 'fault', text: expect.stringContaining('21215') });
    expect(wayBack).toMatchObject({ verdict: 'note', text: expect.stringContaining('502') });
  });

  it('warns about a trial account, and names a suspended one', async () => {
    carrier.account.type = 'Trial';
    expect((await examine())[0]).toMatchObject({ verdict: 'note', text: expect.stringContaining('trial') });
    carrier.account.status = 'suspended';
    expect((await examine())[0]).toMatchObject({ verdict: 'fault', text: 'account is suspended' });
  });
});
