import { createElement, type ReactElement } from 'react';
import { expect, it } from 'vitest';
import { sampleReport } from '../../../../packages/shared/testing/report/sample-report.ts';
import { StudyBadge } from '../../components/study/study-badge.tsx';
import { StudyChoice } from '../../components/study/study-choice.tsx';
import { StudyNote, StudyTries } from '../../components/study/study-report.tsx';
import { renderIn } from '../../testing/render-in.ts';
import type { Language } from '../words/languages.ts';

const render = (element: ReactElement, language: Language = 'en') => renderIn(language, element);

it('a badge says that a session is in study mode, and nothing that it is an exam', () => {
  const badge = (interviewMode: string) => render(createElement(StudyBadge, { session: { interviewMode } }));
  expect(badge('study')).toContain('Study mode');
  expect(badge('exam')).toBe('');
  expect(badge('panel')).toBe('');
  expect(render(createElement(StudyBadge, { session: null }))).toBe('');
  const german = createElement(StudyBadge, { session: { interviewMode: 'study' } });
  expect(render(german, 'de')).toContain('Lernmodus');
});

it('the choice says what each mode does, and which one is chosen', () => {
  const html = render(createElement(StudyChoice, { mode: 'study', changed: () => {} }));
  expect(html.match(/type="radio"/g)).toHaveLength(2);
  expect(html).toMatch(/checked=""[^>]*\/><span><strong>Study/);
  expect(html).toContain('It is never compared with an exam.');
});

it('a report says that it was study mode, where hints were given, and shows the tries that are not judged', () => {
  const note = (interviewMode: string) =>
    render(createElement(StudyNote, { report: sampleReport({ interviewMode }) }));
  expect(note('study')).toContain('The last try of each answer is judged.');
  expect(note('exam')).toBe('');
  const question = { hints: ['i1'], earlierTries: [{ itemIds: ['i2'], text: 'We did it.' }] };
  const html = render(createElement(StudyTries, { question }));
  expect(html).toContain('A hint was given here.');
  expect(html).toContain('Your first try, which is not judged');
  expect(html).toContain('We did it.');
  expect(render(createElement(StudyTries, { question: { hints: [], earlierTries: [] } }))).toBe('');
});
