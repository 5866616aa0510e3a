import { describe, expect, it } from 'vitest';
import { sampleReport } from '../../testing/report/sample-report.ts';
import { type ReportMoment, reportMomentSchema } from '../contract/report-moment.ts';
import { toMomentAnswer, toMomentTitle, toPlanWords } from './moment-words.ts';

const moment = (over: Partial<ReportMoment>): ReportMoment =>
  reportMomentSchema.parse({ kind: 'follow_up', questionId: 'q1', hasPlan: true, ...over });
const words = (over: Partial<ReportMoment>) => toPlanWords(moment(over)).join(' ');

describe('what the plan wanted at a moment', () => {
  it('is told where the interviewer ticked it off', () => {
    expect(words({ covered: ['Redis'], open: ['Redis', 'Go'] })).toContain(
      'After your answer, the interviewer marked as covered: “Redis”.',
    );
  });

  it('is said to be unknown where the record does not say it', () => {
    expect(words({ open: ['Redis', 'Go'], competencies: ['ownership'] })).toContain(
      'The record does not say what this question was after. Still open in the plan: “Redis”, “Go”. The plan was to probe ownership; the record does not say which of them here.',
    );
    expect(words({ kind: 'hesitation', waitedMs: 4_210, hasPlan: false })).toBe(
      'You began to speak after 4.2 seconds, the delay of the line included. No plan is on the record, so it does not say what this question was after.',
    );
  });

  it('gives a reason only where there is one', () => {
    expect(words({ kind: 'moved_on', open: ['Go'], why: 'time_over' })).toBe(
      'By then, the time that the plan gives to the interviewer’s own questions was over. Not reached: “Go”.',
    );
    expect(words({ kind: 'moved_on', open: ['Go'] })).toBe('The record does not say why. Not reached: “Go”.');
    expect(toMomentTitle('of_a_later_release')).toBe('A moment of the interview');
  });
});

describe('the answer of a moment', () => {
  it('has the judged findings that cite it, and what it lacked', () => {
    const told = toMomentAnswer({ questionId: 'q1' }, sampleReport());
    expect(told?.findings.map(({ id }) => id)).toEqual(['f4', 'f2']);
    expect(told).toMatchObject({ missingFact: 'By how much did the latency fall?', nothing: null });
  });

  it('says why nothing is told of it', () => {
    const nothing = (questionId: string, over = {}) =>
      toMomentAnswer({ questionId }, sampleReport(over))?.nothing;
    expect(nothing('q2')).toBe('The report has no finding on this answer.');
    expect(nothing('q3')).toBe('Nothing was answered.');
    expect(nothing('q2', { dimensions: [], findings: [], advice: null })).toBe(
      'Nothing has judged this answer.',
    );
    expect(toMomentAnswer({ questionId: 'q9' }, sampleReport())).toBeNull();
  });
});
