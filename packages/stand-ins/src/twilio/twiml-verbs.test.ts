import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { parseTwiml } from './twiml-verbs.ts';

const read = (inner: string) =>
  parseTwiml(`<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`);

describe('TwiML', () => {
  it('reads what the official library writes', () => {
    const response = new twilio.twiml.VoiceResponse();
    const gather = response.gather({ action: '/ready?a=1&b=2', numDigits: 1, timeout: 7, input: ['dtmf'] });
    gather.say({ language: 'de-DE', voice: 'Polly.Vicki' }, 'R&D <lead> "x" é 👩🏽‍💻');
    gather.pause({ length: 2 });
    const stream = response.connect().stream({ url: 'wss://h.test/media', name: 'n' });
    stream.parameter({ name: 'token', value: 't"&' });
    response.redirect({ method: 'GET' }, 'https://h.test/resume?a=1&b=2');
    response.reject({ reason: 'busy' });
    response.hangup();
    expect(parseTwiml(response.toString())).toEqual({
      warnings: [],
      verbs: [
        {
          verb: 'Gather',
          action: '/ready?a=1&b=2',
          method: 'POST',
          numDigits: 1,
          finishOnKey: '#',
          timeoutMs: 7000,
          isActionOnEmptyResult: false,
          prompts: [
            { verb: 'Say', text: 'R&D <lead> "x" é 👩🏽‍💻', language: 'de-DE', voice: 'Polly.Vicki' },
            { verb: 'Pause', lengthMs: 2000 },
          ],
        },
        {
          verb: 'Connect',
          action: null,
          method: 'POST',
          streams: [
            {
              url: 'wss://h.test/media',
              name: 'n',
              track: 'inbound_track',
              statusCallback: null,
              parameters: { token: 't"&' },
            },
          ],
        },
        { verb: 'Redirect', url: 'https://h.test/resume?a=1&b=2', method: 'GET' },
        { verb: 'Reject', reason: 'busy' },
        { verb: 'Hangup' },
      ],
    });
  });

  it.each([
    ['an element left open', '<Response><Say>x</Response>'],
    ['nothing', ''],
    ['a web page', '<html><body>Error</body></html>'],
    ['two roots', '<Response/><Response/>'],
    ['a character that XML forbids', '<Response><Say>\u0000</Say></Response>'],
  ])('is not %s', (_name, xml) => {
    expect(parseTwiml(xml)).toHaveProperty('problem');
  });

  it.each([
    ['a verb', '<Dance/>'],
    ['an attribute', '<Say pitch="high">x</Say>'],
    ['a noun', '<Connect><Room/></Connect>'],
    ['a prompt', '<Gather><Hangup/></Gather>'],
    [
      'a parameter without a value',
      '<Connect><Stream url="wss://x"><Parameter name="a"/></Stream></Connect>',
    ],
    [
      'a parameter that is too long',
      `<Connect><Stream url="wss://x"><Parameter name="a" value="${'x'.repeat(500)}"/></Stream></Connect>`,
    ],
  ])('warns of %s that it does not know', (_name, inner) => {
    const twiml = read(inner);
    expect('warnings' in twiml && twiml.warnings).toHaveLength(1);
  });
});
