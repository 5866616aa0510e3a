import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { carrierVoices, type SpokenLanguage, spokenLanguages, spokenWords } from './spoken-words.ts';
import {
  type GatePrompt,
  toCodeTwiml,
  toConnectTwiml,
  toFarewellTwiml,
  toGateTwiml,
  toHangupTwiml,
  toWaitTwiml,
} from './twiml.ts';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false });

/** Parses a document, which must be well-formed. */
function read(xml: string) {
  expect(XMLValidator.validate(xml), xml).toBe(true);
  return parser.parse(xml).Response;
}

const readyUrl = 'https://voice.example.test/twilio/ready?session=a&n=1';
const gate = (prompt: GatePrompt, language: SpokenLanguage = 'en') =>
  read(toGateTwiml({ readyUrl, language, prompt }));

describe('TwiML', () => {
  it('says at the gate who calls and why, and waits for one key, twice', () => {
    const response = gate('gate');
    expect(response.Gather).toHaveLength(2);
    const key = { numDigits: '1', input: 'dtmf', action: readyUrl, method: 'POST' };
    expect(response.Gather[0]).toMatchObject(key);
    expect(response.Gather[0].Say['#text']).toMatch(/Ringback.*practice interview.*[Pp]ress 1.*2 never/);
    expect(response.Redirect['#text']).toBe(readyUrl);
  });

  it.each(['wrongKey', 'confirmBlock'] as const)('waits for one key after %s', (prompt) => {
    expect(gate(prompt).Gather).toMatchObject({ numDigits: '1', action: readyUrl });
  });

  it.each(['codeGate', 'wrongGateCode'] as const)(
    'waits for the six digits of the page after %s',
    (prompt) => {
      expect(gate(prompt).Gather).toMatchObject({ numDigits: '6', action: readyUrl });
    },
  );

  it.each(spokenLanguages)('speaks %s with the carrier’s voice for it', (language) => {
    expect(gate('gate', language).Gather[0].Say).toEqual({
      ...carrierVoices[language],
      '#text': spokenWords[language].gate,
    });
    expect(read(toFarewellTwiml('unavailable', language)).Say).toMatchObject(carrierVoices[language]);
    expect(read(toWaitTwiml('/again', language)).Say['#text']).toBe(spokenWords[language].oneMoment);
  });

  it('joins the call to the media socket with the token as a parameter, and comes back', () => {
    const xml = toConnectTwiml({
      mediaUrl: 'wss://voice.example.test/twilio/media',
      token: 'abc-123',
      resumeUrl: 'https://voice.example.test/twilio/resume',
    });
    expect(read(xml)).toEqual({
      Connect: {
        Stream: {
          url: 'wss://voice.example.test/twilio/media',
          Parameter: { name: 'token', value: 'abc-123' },
        },
      },
      Redirect: { method: 'POST', '#text': 'https://voice.example.test/twilio/resume' },
    });
    expect(xml.indexOf('<Connect>')).toBeLessThan(xml.indexOf('<Redirect'));
  });

  it.each([
    ['askForCode', '6'],
    ['askForCodeAgain', '6'],
    ['askForLongCode', '10'],
  ] as const)('waits for the digits that it asks for (%s), and ends without any', (words, numDigits) => {
    const response = read(toCodeTwiml({ codeUrl: '/twilio/voice', language: 'en', words }));
    expect(response.Gather).toMatchObject({ numDigits, action: '/twilio/voice' });
    expect(response).toHaveProperty('Hangup');
  });

  it('says the farewell and hangs up', () => {
    for (const occasion of ['not_ready', 'unavailable', 'code_unknown', 'no_session'] as const) {
      const response = read(toFarewellTwiml(occasion, 'en'));
      expect(response.Say['#text']).toMatch(/Goodbye\.$/);
      expect(response).toHaveProperty('Hangup');
    }
    expect(read(toHangupTwiml())).toEqual({ Hangup: '' });
  });
});

describe('addresses in TwiML', () => {
  it('carries every address and token whole, whatever is in it', () => {
    for (const text of ['a&b=<c>', '"quoted"', "it's", ']]>', '&amp;', '&#0;', 'é漢👩', '%3C!--', '#1 *2']) {
      const url = new URL('https://voice.example.test/twilio/code?try=1');
      url.searchParams.set('pressed', text);
      expect(read(toWaitTwiml(url.href, 'en')).Redirect['#text'], text).toBe(url.href);
      // Not even encoded: escaping alone keeps it whole.
      const raw = `https://voice.example.test/twilio/code?pressed=${text.replaceAll('&#0;', '')}`;
      expect(read(toWaitTwiml(raw, 'en')).Redirect['#text'], text).toBe(raw);
      const code = read(toCodeTwiml({ codeUrl: raw, language: 'en', words: 'askForCodeAgain' }));
      expect(code.Gather.action, text).toBe(raw);
      const connect = read(
        toConnectTwiml({
          mediaUrl: 'wss://x.test/m',
          token: raw,
          resumeUrl: raw,
          says: { language: 'en', words: 'welcome' },
        }),
      );
      expect(connect.Connect.Stream.Parameter.value, text).toBe(raw);
      expect(connect.Redirect['#text'], text).toBe(raw);
      expect(Object.keys(connect), text).toEqual(['Say', 'Connect', 'Redirect']);
    }
  });

  it('asks a call to wait, and to ask again', () => {
    const response = read(toWaitTwiml('https://voice.example.test/twilio/ready?session=a&waits=1', 'en'));
    expect(Object.keys(response)).toEqual(['Say', 'Pause', 'Redirect']);
    expect(response.Pause).toEqual({ length: '2' });
  });
});
