import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineTwilio } from './twilio-findings.ts';

const sid = `AC${'0'.repeat(31)}1`;
const number = '+14155550100';
let server: Server;
let url: string;
let answers: Record<string, [number, unknown]>;

beforeEach(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const isKnown = request.headers.authorization === `Basic ${btoa(`${sid}:right`)}`;
    const needsKey = !path.startsWith('/twilio');
    const [status, body] = needsKey && !isKnown ? [401, { code: 20003 }] : (answers[path] ?? [404, {}]);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const owned = { voice_url: `${url}/twilio/voice`, capabilities: { voice: true } };
  answers = {
    [`/2010-04-01/Accounts/${sid}.json`]: [200, { status: 'active', type: 'Full' }],
    [`/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json`]: [200, { incoming_phone_numbers: [owned] }],
    '/v1/DialingPermissions/Countries/US': [200, { low_risk_numbers_enabled: true }],
    '/twilio/fallback': [403, {}],
  };
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const examine = (token = 'right') =>
  examineTwilio({
    TWILIO_ACCOUNT_SID: sid,
    TWILIO_AUTH_TOKEN: token,
    TWILIO_PHONE_NUMBER: number,
    TWILIO_API_BASE_URL: url,
    PUBLIC_URL: url,
    DIAL_ALLOWED_COUNTRIES: 'US',
  });

describe('what Twilio says of the settings', () => {
  it('is all right', async () => {
    expect((await examine()).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('names wrong credentials', async () => {
    expect((await examine('wrong'))[0]).toMatchObject({
      verdict: 'fault',
      text: expect.stringContaining('20003'),
    });
  });

  it('names a number of somebody else, a country that is not permitted, an address of nobody', async () => {
    answers[`/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json`] = [200, { incoming_phone_numbers: [] }];
    answers['/v1/DialingPermissions/Countries/US'] = [200, { low_risk_numbers_enabled: false }];
    answers['/twilio/fallback'] = [502, {}];
    const [, owned, country, wayBack] = await examine();
    expect(owned).toMatchObject({ verdict: 'fault', text: 'number: not of this account' });
    expect(country).toMatchObject({ verdict: 'fault', text: expect.stringContaining('21215') });
    expect(wayBack).toMatchObject({ verdict: 'note', text: expect.stringContaining('502') });
  });

  it('warns of a trial account', async () => {
    answers[`/2010-04-01/Accounts/${sid}.json`] = [200, { status: 'active', type: 'Trial' }];
    expect((await examine())[0]).toMatchObject({ verdict: 'note', text: expect.stringContaining('trial') });
  });
});
