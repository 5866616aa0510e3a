import { describe, expect, it } from 'vitest';
import { parseStatusCallback, toEndReason } from './status-callback.ts';

const callSid = `CA${'0'.repeat(32)}`;
const form = {
  AccountSid: `AC${'0'.repeat(32)}`,
  CallSid: callSid,
  CallStatus: 'completed',
  SequenceNumber: '3',
  Timestamp: 'Sun, 22 Nov 2026 12:00:00 +0000',
  CallDuration: '12',
  Duration: '1',
  SipResponseCode: '200',
  CallbackSource: 'call-progress-events',
};

describe('status callback', () => {
  it('reads a terminal report', () => {
    expect(parseStatusCallback(form)).toEqual({
      callSid,
      status: 'completed',
      sequenceNumber: 3,
      sipResponseCode: 200,
    });
  });

  it('reads a report with the fewest fields', () => {
    expect(
      parseStatusCallback({
        CallSid: callSid,
        CallStatus: 'ringing',
        SequenceNumber: '0',
      }),
    ).toEqual({
      callSid,
      status: 'ringing',
      sequenceNumber: 0,
      sipResponseCode: null,
    });
  });

  it.each([
    ['no form', undefined],
    ['another status', { ...form, CallStatus: 'dancing' }],
    ['no sequence number', { ...form, SequenceNumber: undefined }],
    ['a negative sequence number', { ...form, SequenceNumber: '-1' }],
    ['a call id that is none', { ...form, CallSid: 'CA1' }],
    ['a field given twice', { ...form, CallStatus: ['ringing', 'completed'] }],
  ])('refuses %s', (_name, bad) => {
    expect(parseStatusCallback(bad)).toBeNull();
  });

  it.each([
    ['completed', 200, 'hung_up_by_candidate'],
    ['busy', 486, 'busy'],
    ['busy', 603, 'declined'],
    ['no-answer', 487, 'no_answer'],
    ['failed', 404, 'carrier_failed'],
    ['canceled', 487, 'operator'],
    ['in-progress', null, null],
    ['ringing', null, null],
  ] as const)('%s with SIP %s means %s', (status, sipResponseCode, reason) => {
    expect(toEndReason({ status, sipResponseCode })).toBe(reason);
  });
});
