import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { endReasons, phases, vias } from '@ringback/shared/contract/lifecycle';
import { describe, expect, it } from 'vitest';
import { formatElapsed } from './elapsed.ts';
import { countRequirements, toReceipt } from './receipt.ts';
import { toEndAdvice, toStatusWords } from './session-words.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';

const call = en.session;

describe('the status', () => {
  it('has a word for every phase and every way to call, and a reason for every end', () => {
    for (const phase of phases) {
      for (const via of vias)
        expect(toStatusWords(call, { phase, via, endReason: null }, 'live').word).not.toBe('');
    }
    for (const endReason of endReasons) {
      expect(toStatusWords(call, { phase: 'closed', via: 'phone', endReason }, 'live').detail).not.toBe('');
    }
  });

  it('does not speak of a phone when there is none', () => {
    expect(
      toStatusWords(call, { phase: 'configured', via: 'browser', endReason: null }, 'live').detail,
    ).toContain('microphone');
  });

  it('says only of the local interviewer that this computer may be too busy', () => {
    const end = { phase: 'closed', via: 'browser', endReason: 'interviewer_unavailable' } as const;
    expect(toStatusWords(call, end, 'local').detail).toContain('this computer may be too busy');
    expect(toStatusWords(call, end, 'live').detail).toBe('the interviewer could not be reached');
    expect(toStatusWords(call, { ...end, endReason: 'completed' }, 'local').detail).toBe(
      'the interview is complete',
    );
  });

  it('distinguishes a declined call from a number that is never called again, and tells how to undo that', () => {
    const end = { phase: 'closed', via: 'phone' } as const;
    const declined = toStatusWords(call, { ...end, endReason: 'declined' }, 'live').detail;
    expect(declined).toBe('the call was declined on the phone');
    const blocked = toStatusWords(call, { ...end, endReason: 'number_blocked' }, 'live').detail;
    expect(blocked).toMatch(/^2 was pressed .* not called any more/);
    expect(toEndAdvice(call, 'number_blocked')).toMatch(/^To undo that, .*“Dial in”.* from that phone/);
  });

  it('says that the candidate has stopped the interview, and not that it is complete', () => {
    const end = { phase: 'closed', via: 'phone', endReason: 'stopped_by_candidate' } as const;
    expect(toStatusWords(call, end, 'live').detail).toBe('you asked to stop');
    expect(toStatusWords(de.session, end, 'live').detail).toBe('Sie wollten aufhören');
  });

  it('says what to do after every call that did not become an interview, in both languages', () => {
    const begun = [
      'hung_up_by_candidate',
      'hung_up_by_interviewer',
      'completed',
      'time_limit',
      'reset',
      'superseded',
    ];
    for (const words of [en.session, de.session]) {
      const without = endReasons.filter((reason) => toEndAdvice(words, reason) === '');
      expect(without.toSorted()).toEqual(begun.toSorted());
    }
    expect(toEndAdvice(call, 'constructor')).toBe('');
    expect(toStatusWords(call, { phase: 'ended', via: 'phone', endReason: 'newer' }, 'live').detail).toBe(
      'the call is over',
    );
  });

  it('waits for the candidate who is to call in', () => {
    expect(
      toStatusWords(call, { phase: 'configured', via: 'dial_in', endReason: null }, 'live'),
    ).toMatchObject({
      word: 'Waiting',
      detail: expect.stringContaining('enter the code'),
    });
  });
});

describe('the receipt', () => {
  const configuration = (over: object) =>
    jobConfigurationSchema.parse({ jobTitle: 'Product Manager', ...over });
  const hash = 'a'.repeat(64);
  const status = 'connected' as const;
  const lengthMinutes = 15 as const;

  it('says in the product’s words what the interviewer knows', () => {
    const jobConfiguration = configuration({
      company: 'Acme',
      jobDescription: 'We need:\n- one\n• two\n3. three',
    });
    expect(
      toReceipt(call, {
        jobConfiguration,
        configurationHash: hash,
        receivedHash: hash,
        status,
        lengthMinutes,
      }),
    ).toEqual({
      state: 'received',
      text: 'Your interviewer knows: Product Manager at Acme, 3 requirements, 15 minutes',
    });
  });

  it('leaves out what is missing', () => {
    const view = {
      jobConfiguration: configuration({}),
      configurationHash: hash,
      receivedHash: hash,
      status,
      lengthMinutes,
    };
    expect(toReceipt(call, view).text).toBe('Your interviewer knows: Product Manager, 15 minutes');
  });

  it('claims nothing before the model has confirmed exactly this configuration', () => {
    const view = { jobConfiguration: configuration({}), configurationHash: hash, status, lengthMinutes };
    expect(toReceipt(call, { ...view, receivedHash: null }).state).toBe('waiting');
    expect(toReceipt(call, { ...view, receivedHash: 'b'.repeat(64) }).state).toBe('changing');
  });

  it('speaks of what is over in the past tense', () => {
    const ended = {
      jobConfiguration: configuration({}),
      configurationHash: hash,
      status: 'ended' as const,
      lengthMinutes,
    };
    const receipts = [hash, 'b'.repeat(64), null].map((receivedHash) =>
      toReceipt(call, { ...ended, receivedHash }),
    );
    expect(receipts.map(({ text }) => text)).toEqual([
      'Your interviewer knew: Product Manager, 15 minutes',
      'Your interviewer was not told any more: Product Manager, 15 minutes',
      'Your interviewer never read: Product Manager, 15 minutes',
    ]);
  });

  it('counts the lines of a list, but not dashes and numbers in prose', () => {
    expect(countRequirements('A well-known team - 3 people.\n2026 was good.\n-5 degrees')).toBe(0);
    expect(countRequirements('* a\n  - b\n1) c\n12. d\n-\n')).toBe(4);
  });
});

describe('elapsed time', () => {
  it.each([
    [0, '0:00'],
    [-900, '0:00'],
    [59_999, '0:59'],
    [247_000, '4:07'],
    [3_600_000, '60:00'],
  ])('%i ms is %s', (ms, text) => expect(formatElapsed(ms)).toBe(text));
});
