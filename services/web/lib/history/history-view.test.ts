import type { Report } from '@ringback/shared/contract/report';
import { createElement } from 'react';
import { expect, it } from 'vitest';
import { sampleReport } from '../../../../packages/shared/testing/report/sample-report.ts';
import { SideBySide } from '../../components/history/side-by-side.tsx';
import { TrendSection } from '../../components/history/trend-section.tsx';
import { renderIn } from '../../testing/render-in.ts';
import type { Attempt } from './compare-attempts.ts';

const attempt = (day: number, judge: Report['madeBy']['judge']): Attempt => ({
  ...{ sessionId: `ses_${day}`, configuredAt: day, kind: 'technical', persona: 'warm', patience: 'normal' },
  report: sampleReport({ madeBy: { ...sampleReport().madeBy, judge } }),
});
const pairOf = (earlier: string, later: string) =>
  renderIn('en', createElement(SideBySide, { earlier: attempt(1, earlier), later: attempt(2, later) }));
const trendOf = (judge: string) =>
  renderIn('en', createElement(TrendSection, { attempts: [1, 2, 3].map((day) => attempt(day, judge)) }));

it('says beside all levels that they are for practice only, and that rules have judged where they have', () => {
  for (const page of [pairOf('rules', 'rules'), trendOf('rules')]) {
    expect(page).toContain('For practice only, not for selection.');
    expect(page).toContain('Judged by simple rules on this machine, not by a model.');
    expect(page).not.toContain('One of them');
  }
  expect(pairOf('model', 'rules')).toContain('One of them: Judged by simple rules');
  for (const page of [pairOf('model', 'model'), trendOf('model')]) {
    expect(page).toContain('For practice only, not for selection.');
    expect(page).not.toContain('simple rules');
  }
});
