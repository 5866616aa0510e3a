import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import {
  toCodeTwiml,
  toConnectTwiml,
  toFarewellTwiml,
  toGateTwiml,
  toHangupTwiml,
  toSpeakable,
  toWaitTwiml,
} from './twiml.ts';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false });

/** Parses a document that must be well-formed. */
function read(xml: string) {
  expect(XMLValidator.validate(xml), xml).toBe(true);
  return parser.parse(xml).Response;
}

const gate = (jobTitle: string, company: string | null = null) =>
  toGateTwiml({ readyUrl: 'https://voice.example.test/twilio/ready?session=a&n=1', jobTitle, company });

describe('TwiML', () => {
  it('says at the gate who calls and why, and waits for one key, twice', () => {
    const response = read(gate('Product Manager', 'Acme'));
    expect(response.Gather).toHaveLength(2);
    expect(response.Gather[0]).toMatchObject({
      numDigits: '1',
      input: 'dtmf',
      action: 'https://voice.example.test/twilio/ready?session=a&n=1',
      method: 'POST',
    });
    expect(response.Gather[0].Say['#text']).toMatch(/Ringback.*Product Manager at Acme.*[Pp]ress 1/);
    expect(response.Redirect['#text']).toBe('https://voice.example.test/twilio/ready?session=a&n=1');
  });

  it('names no company when there is none', () => {
    expect(read(gate('Baker')).Gather[0].Say['#text']).toContain(': Baker. ');
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

  it('asks for a code of six digits and ends without one', () => {
    for (const isRepeated of [true, false]) {
      const response = read(toCodeTwiml({ codeUrl: '/twilio/voice', isRepeated }));
      expect(response.Gather).toMatchObject({ numDigits: '6', action: '/twilio/voice' });
      expect(response).toHaveProperty('Hangup');
    }
  });

  it('says goodbye and hangs up', () => {
    for (const occasion of ['not_ready', 'unavailable', 'code_unknown', 'no_session'] as const) {
      const response = read(toFarewellTwiml(occasion));
      expect(response.Say['#text']).toMatch(/Goodbye\.$/);
      expect(response).toHaveProperty('Hangup');
    }
    expect(read(toHangupTwiml())).toEqual({ Hangup: '' });
  });
});

describe('text of people in TwiML', () => {
  const awkward = [
    ...[
      '<Say>',
      '</Say>',
      '</Gather><Hangup/>',
      '&',
      '&lt;',
      '&#0;',
      ']]>',
      '<!--',
      '-->',
      '<?x?>',
      '"',
      "'",
    ],
    ...[
      '\u0000',
      '\u0008',
      '\u001F',
      '\uFFFE',
      '\uD800',
      '\uDC00',
      '👩🏽‍💻',
      'é',
      '漢',
      '\u202E',
      '\r\n',
      ' ',
      'a',
    ],
  ];

  it('never changes the shape of a document, whatever is put in', () => {
    const seed = 20_261_122;
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    for (let round = 0; round < 1000; round += 1) {
      const text = Array.from({ length: random(12) }, () => awkward[random(awkward.length)]).join('');
      const response = read(gate(`x${text}`, text));
      expect(Object.keys(response), text).toEqual(['Gather', 'Redirect']);
      expect(Object.keys(response.Gather[0]).sort(), text).toEqual([
        'Say',
        'action',
        'input',
        'method',
        'numDigits',
        'timeout',
      ]);
      expect(typeof response.Gather[0].Say['#text'], text).toBe('string');
    }
  });

  it('carries every address and token whole, whatever is in it', () => {
    for (const text of ['a&b=<c>', '"quoted"', "it's", ']]>', '&amp;', '&#0;', 'é漢👩', '%3C!--', '#1 *2']) {
      const url = new URL('https://voice.example.test/twilio/code?try=1');
      url.searchParams.set('pressed', text);
      expect(read(toWaitTwiml(url.href)).Redirect['#text'], text).toBe(url.href);
      // Not even encoded: the escape is what carries it.
      const raw = `https://voice.example.test/twilio/code?pressed=${text.replaceAll('&#0;', '')}`;
      expect(read(toWaitTwiml(raw)).Redirect['#text'], text).toBe(raw);
      const code = read(toCodeTwiml({ codeUrl: raw, isRepeated: true }));
      expect(code.Gather.action, text).toBe(raw);
      const connect = read(
        toConnectTwiml({ mediaUrl: 'wss://x.test/m', token: raw, resumeUrl: raw, words: raw }),
      );
      expect(connect.Connect.Stream.Parameter.value, text).toBe(raw);
      expect(connect.Redirect['#text'], text).toBe(raw);
      expect(Object.keys(connect), text).toEqual(['Say', 'Connect', 'Redirect']);
    }
  });

  it('asks a call to wait, and to ask again', () => {
    const response = read(toWaitTwiml('https://voice.example.test/twilio/ready?session=a&waits=1'));
    expect(Object.keys(response)).toEqual(['Say', 'Pause', 'Redirect']);
    expect(response.Pause).toEqual({ length: '2' });
  });

  it('keeps what can be spoken and drops what XML cannot hold', () => {
    expect(toSpeakable('C++ & <b>Rust</b>\u0000\uFFFE\uD800!')).toBe('C++ & <b>Rust</b>\uFFFD!');
    expect(toSpeakable(' two\r\n\twords ')).toBe('two words');
    expect([...toSpeakable('👩'.repeat(500))]).toHaveLength(160);
    expect(read(gate('R&D "lead" <x>')).Gather[0].Say['#text']).toContain('R&D "lead" <x>');
  });
});
