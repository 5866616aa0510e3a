import { describe, expect, it } from 'vitest';
import { toSeniority } from './seniority.ts';

const of = (jobTitle: string, jobDescription = '') => {
  const { level, from } = toSeniority({ jobTitle, jobDescription, difficulty: 2 });
  return from === 'job' ? level : 'unsaid';
};

describe('how senior a job is', () => {
  it.each([
    ['Junior Developer', 'entry'],
    ['Werkstudent Marketing', 'entry'],
    ['Graduate Engineer', 'entry'],
    ['Mid-level Designer', 'experienced'],
    ['Sr. Accountant', 'senior'],
    ['Senior Product Manager', 'senior'],
    ['Head of Sales', 'senior'],
    ['Teamleiterin Logistik', 'senior'],
  ])('is what its title says: %s', (title, level) => {
    expect(of(title)).toBe(level);
  });

  it.each([
    'Product Manager',
    'Senior care assistant',
    'Lead generation specialist',
    'Staff nurse',
    'Internal auditor',
    'Graduate school administrator',
    'Junior or senior developer',
  ])('is not guessed from words that say something else, or both: %s', (title) => {
    expect(of(title)).toBe('unsaid');
  });

  it('is what a labelled line of its posting says, also on the next line, and not what others in it are', () => {
    expect(of('Baker', 'We bake.\nSeniority level: Entry level\nFull-time')).toBe('entry');
    expect(of('Baker', 'Seniority level\nMid-Senior level\nFull-time')).toBe('experienced');
    expect(of('Baker', 'Karrierestufe: Führungskraft')).toBe('senior');
    expect(of('Baker', 'You report to a senior baker and train our junior bakers.')).toBe('unsaid');
    expect(of('Junior Baker', 'Seniority level: Director')).toBe('entry');
  });

  it('is otherwise what the difficulty of the interview stands for', () => {
    const levels = ([1, 2, 3] as const).map((difficulty) =>
      toSeniority({ jobTitle: 'Baker', jobDescription: '', difficulty }),
    );
    expect(levels).toEqual(
      ['entry', 'experienced', 'senior'].map((level) => ({ level, from: 'difficulty' })),
    );
  });
});
