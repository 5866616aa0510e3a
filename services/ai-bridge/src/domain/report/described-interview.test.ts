import { expect, it } from 'vitest';
import { sampleView } from '../../../../../packages/shared/testing/report/sample-interview.ts';
import { describeInterview } from './described-interview.ts';

it('counts the sentences that no judge can be given, and has the others', () => {
  const [question, answer] = sampleView().transcript;
  if (question === undefined || answer === undefined) throw new Error('no turns');
  const text = Array.from({ length: 900 }, (_, index) => `I moved part ${index} of it.`).join(' ');
  const { report } = describeInterview(sampleView({ transcript: [question, { ...answer, text }] }), []);
  expect(report.leftOut).toBe(10);
  expect(report.segments).toHaveLength(890);
  expect(describeInterview(sampleView(), []).report.leftOut).toBe(0);
});
