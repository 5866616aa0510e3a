import { describe, expect, it } from 'vitest';
import { competenciesOf, outlinePlan } from './plan-outline.ts';
import { createResumeMatch } from './resume-match.ts';

const match = (resume: string, point: string) => createResumeMatch(resume)(point);

describe('what a résumé says about a point, by its words', () => {
  it('finds a point of which at least half of the telling words are told', () => {
    expect(match('Sourdough baker since 2019.', 'Experience with sourdough')).toBe('found');
    expect(match('Sourdough and pastry', 'Sourdough, pastry and chocolate')).toBe('found');
  });

  it('calls it thin when fewer are told, and missing when none is', () => {
    expect(match('Pastry', 'Sourdough, pastry and chocolate work')).toBe('thin');
    expect(match('Plumber', 'Experience with sourdough')).toBe('missing');
  });

  it('takes no word that is said of every job as evidence', () => {
    expect(match('I have experience and strong skills', 'Strong experience with sourdough')).toBe('missing');
  });

  it.each([
    ['SQL, Excel', 'SQL', 'found'],
    ['Wrote C++ for ten years', 'Knowledge of C++', 'found'],
    ['sequel to it', 'SQL', 'missing'],
    ['Services in Go', 'Go', 'found'],
    ['Google', 'Go', 'missing'],
    ['Node.js services', 'Three years with Node.js or Go', 'found'],
    ['Three years with children', 'Three years with Kubernetes', 'missing'],
  ])('knows short names: "%s" and "%s" is %s', (resume, point, expected) => {
    expect(match(resume, point)).toBe(expected);
  });

  it('finds nothing in an empty résumé', () => {
    expect(match('', 'Go')).toBe('missing');
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
      { text: 'Mentoring', match: 'missing' },
      { text: 'Payments', match: 'missing' },
      { text: 'On-call duty', match: 'missing' },
      { text: 'Kubernetes', match: 'missing' },
      { text: 'Redis', match: 'found' },
    ]);
  });

  it('has more competencies in a longer interview', () => {
    expect([5, 15, 30].map((length) => competenciesOf('technical', length).length)).toEqual([2, 3, 4]);
  });
});
