import { createElement } from 'react';
import { expect, it } from 'vitest';
import { sampleView } from '../../../../packages/shared/testing/report/sample-interview.ts';
import { noFacts, sampleReport } from '../../../../packages/shared/testing/report/sample-report.ts';
import { PractiseOnSection } from '../../components/practice/practise-on-section.tsx';
import { renderIn } from '../../testing/render-in.ts';

const offered = (isPlanKept: boolean): string[] => {
  const told = { cost: null, selfRating: null, disputes: [], ...noFacts };
  const document = { report: sampleReport(), interview: sampleView(), ...told };
  const html = renderIn(
    'en',
    createElement(PractiseOnSection, { document, isPlanKept, practise: async () => {} }),
  );
  return [...html.matchAll(/<button[^>]* data-testid="practise-(\w+)"/g)].flatMap(([, kind]) => kind ?? []);
};

it('the same plan is offered while it is kept, and no longer', () => {
  expect(offered(true)).toEqual(['same_plan', 'new_questions', 'harder', 'weak_only']);
  expect(offered(false)).toEqual(['new_questions', 'harder', 'weak_only']);
});
