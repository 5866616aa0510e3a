import { describe, expect, it } from 'vitest';
import { isMachine, parseDetection } from './machine-detection.ts';

const callSid = `CA${'0'.repeat(32)}`;

describe('a verdict on who answered', () => {
  it.each([
    ['human', false],
    ['unknown', false],
    ['machine_start', true],
    ['machine_end_beep', true],
    ['fax', true],
  ])('%s', (answeredBy, expected) => {
    const verdict = parseDetection({ CallSid: callSid, AnsweredBy: answeredBy });
    expect(verdict).toEqual({ callSid, answeredBy });
    expect(verdict !== null && isMachine(verdict)).toBe(expected);
  });

  it('is null without a call or an answer', () => {
    expect(parseDetection({ AnsweredBy: 'human' })).toBeNull();
    expect(parseDetection({ CallSid: callSid })).toBeNull();
    expect(parseDetection(undefined)).toBeNull();
  });
});
