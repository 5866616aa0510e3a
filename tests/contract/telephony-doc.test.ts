import { readFileSync } from 'node:fs';
import { carrierErrors } from '@ringback/stand-ins/twilio/carrier-errors';
import { describe, expect, it } from 'vitest';
import * as codes from '../../services/telephony/src/twilio/carrier-codes.ts';
import { toEndReason } from '../../services/telephony/src/twilio/status-callback.ts';

const text = readFileSync(new URL('../../docs/telephony.md', import.meta.url), 'utf8');
const table = text.slice(text.indexOf('## What the carrier says'));
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| carrier'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, carrier = '', , , outcome = '']) => ({ carrier, outcome }));
const rowOf = (what: string | number) =>
  rows.find(({ carrier }) => carrier.split(/[\s,]+/).includes(String(what)));
const documented = rows.flatMap(({ carrier }) => carrier.match(/\b\d{5}\b/g) ?? []).map(Number);

describe('the table of what the carrier says, in docs/telephony.md', () => {
  it('has every code that we know what to do about, with what comes of it', () => {
    for (const [code, reason] of Object.entries(codes.refusals)) {
      expect(rowOf(code)?.outcome, code).toBe(`\`carrier_failed\`, \`${reason}\``);
    }
    expect(rowOf(codes.alreadyInitiated)?.outcome).toBe('`unknown_dial`');
    for (const code of [codes.notFound, codes.notInProgress])
      expect(rowOf(code)?.outcome, `${code}`).toBe('');
  });

  it('has every error that the carrier may note in a call, as far as the stand-in knows them', () => {
    const ofCalls = Object.entries(carrierErrors).filter(([, error]) => !('status' in error));
    expect(ofCalls.map(([code]) => Number(code)).filter((code) => !documented.includes(code))).toEqual([]);
  });

  it('names no code that neither we nor the stand-in know', () => {
    const known = [...Object.keys(codes.refusals), ...Object.keys(carrierErrors)].map(Number);
    known.push(codes.alreadyInitiated, codes.notFound, codes.notInProgress);
    // A bad close: the stand-in cannot be closed badly by what we have.
    expect(documented.filter((code) => !known.includes(code))).toEqual([31921]);
  });

  it('says how a session ends for each way in which a call can', () => {
    const ends = (status: 'busy' | 'no-answer' | 'failed' | 'canceled', sipResponseCode: number | null) =>
      `\`${toEndReason({ status, sipResponseCode })}\``;
    expect(rowOf('busy')?.outcome).toBe(`${ends('busy', 486)}, ${ends('busy', 603)}`);
    const others = [ends('no-answer', null), ends('failed', null), ends('canceled', null)];
    expect(rowOf('no-answer')?.outcome).toBe(others.join(', '));
  });
});
