import { describe, expect, it } from 'vitest';
import { sampleReport } from '../../../../../packages/shared/testing/report/sample-report.ts';
import { canBeHeld, holdToSources, toStrongerRequest } from './stronger.ts';

const report = sampleReport();
const spoken = report.segments.map((segment) => segment.spoken);
const given = { questionId: 'q1', text: 'From 900 to 200 ms, with Priya.' };
const request = toStrongerRequest(report, 'Acme since 2019.', given);
const hold = (text: string) => (request === null ? null : holdToSources(text, request, spoken));

describe('a stronger answer', () => {
  it('is written from what was said, the résumé and the fact, and from nothing else', () => {
    expect(request).toMatchObject({
      resume: 'Acme since 2019.',
      missing: { questionId: 'q1', asked: 'By how much did the latency fall?', fact: given.text },
    });
    expect(Object.keys(request ?? {}).toSorted()).toEqual(['language', 'missing', 'questions', 'resume']);
    expect(request?.questions.map(({ answer }) => answer.length)).toEqual([4, 1, 0]);
  });

  it('is not written where the report asks for no fact', () => {
    expect(toStrongerRequest(report, '', { ...given, questionId: 'q2' })).toBeNull();
    expect(toStrongerRequest(sampleReport({ advice: null }), '', given)).toBeNull();
  });

  it('may name what any of its sources has, and has a blank for everything else', () => {
    expect(hold('At Acme I moved the session lookup to Redis with Priya: from 900 to 200 ms.')?.blanks).toBe(
      0,
    );
    expect(hold('At Globex I moved it to Redis with Priya: by 80 percent.')).toEqual({
      text: 'At ___ I moved it to Redis with Priya: by ___ percent.',
      blanks: 2,
    });
  });

  it('is none if it is empty, or longer than an answer may be', () => {
    expect(hold(' \n')).toBeNull();
    expect(hold('word '.repeat(1_000))).toBeNull();
  });

  it('is not written in a script without capitals, where a name cannot be told from a word', () => {
    const questions = report.questions.map((one) => ({ ...one, text: '请介绍一个您负责的项目。' }));
    const chinese = toStrongerRequest(sampleReport({ questions }), '', { questionId: 'q1', text: '一半。' });
    expect(request && canBeHeld(request)).toBe(true);
    expect(chinese && canBeHeld(chinese)).toBe(false);
  });
});
