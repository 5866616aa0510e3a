import { expect, it } from 'vitest';
import { sampleReport } from '../../testing/report/sample-report.ts';
import { orderFindings, worstFirst } from './finding-order.ts';

it('has the worst finding first, and those that judge nothing last', () => {
  const ordered = orderFindings(sampleReport());
  expect(ordered.map(({ id }) => id)).toEqual(['f4', 'f2', 'f6', 'f3', 'f1', 'f5']);
});

it('treats a mode of another release as one that judges nothing', () => {
  const report = sampleReport();
  const findings = report.findings.map((one) => (one.id === 'f4' ? { ...one, mode: 'mood' } : one));
  expect(orderFindings({ ...report, findings })[0]?.id).toBe('f2');
});

it('has the lowest level first, and dimensions without a level last', () => {
  const report = sampleReport();
  const dimensions = report.dimensions.map((one) => (one.id === 'substance' ? { ...one, level: null } : one));
  expect(worstFirst(dimensions).map(({ id }) => id)).toEqual([
    'differentiation',
    'structure',
    'credibility',
    'relevance',
    'substance',
  ]);
});
