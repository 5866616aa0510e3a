import { describe, expect, it } from 'vitest';
import { createEvidence } from './evidence.ts';
import { competenciesOf, outlinePlan } from './plan-outline.ts';

const evidence = (resume: string, point: string) => createEvidence(resume)(point);

describe('what a résumé says about a point, by its words', () => {
  it('finds a point of which at least half of the telling words are told', () => {
    expect(evidence('Sourdough baker since 2019.', 'Experience with sourdough')).toBe('found');
    expect(evidence('Sourdough and pastry', 'Sourdough, pastry and chocolate')).toBe('found');
  });

  it('calls it thin when fewer are told, and missing when none is', () => {
    expect(evidence('Pastry', 'Sourdough, pastry and chocolate work')).toBe('thin');
    expect(evidence('Plumber', 'Experience with sourdough')).toBe('missing');
  });

  it('takes no word that is said of every job as evidence', () => {
    expect(evidence('I have experience and strong skills', 'Strong experience with sourdough')).toBe('missing');
  });

  it.each([
    ['SQL, Excel', 'SQL', 'found'],
    ['Wrote C++ for ten years', 'Knowledge of C++', 'found'],
    ['sequel to it', 'SQL', 'missing'],
    ['Services in Go', 'Go', 'found'],
    ['Google', 'Go', 'missing'],
  ])('knows short names: "%s" and "%s" is %s', (resume, point, expected) => {
    expect(evidence(resume, point)).toBe(expected);
  });

  it('finds nothing in an empty résumé', () => {
    expect(evidence('', 'Go')).toBe('missing');
  });
});

describe('the outline of a plan', () => {
  const job = {
    kind: 'technical' as const,
    lengthMinutes: 15,
    jobDescription: '- Redis\n- Postgres\n- Mentoring\n- Payments\n- On-call duty\n- Kubernetes',
    resume: 'Postgres and Redis.',
  };

  it('puts gaps first and keeps the rest in the order of the posting', () => {
    expect(outlinePlan(job).points).toEqual([
      { text: 'Mentoring', evidence: 'missing' },
      { text: 'Payments', evidence: 'missing' },
      { text: 'On-call duty', evidence: 'missing' },
      { text: 'Kubernetes', evidence: 'missing' },
      { text: 'Redis', evidence: 'found' },
    ]);
  });

  it('has more competencies in a longer interview', () => {
    expect([5, 15, 30].map((length) => competenciesOf('technical', length).length)).toEqual([2, 3, 4]);
  });
});
