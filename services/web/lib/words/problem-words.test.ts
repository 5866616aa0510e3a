import { errorTable } from '@ringback/shared/contract/errors';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { refusedPractices } from '@ringback/shared/contract/practice';
import { describe, expect, it } from 'vitest';
import { catalogues } from './catalogues.ts';
import { toFieldProblemWords, toProblemWords } from './problem-words.ts';

const { en, de } = catalogues;

describe.for(Object.entries(catalogues))('the problems in %s', ([, words]) => {
  const said = Object.keys(errorTable).map((code) => toProblemWords(words, { code }));

  it('have words of their own for every error that leaves a service', () => {
    expect(new Set([...said, words.problems.general]).size).toBe(said.length + 1);
  });
  it('are whole sentences', () => {
    const broken = said.filter((text) => !/^\p{Lu}.*\.$/u.test(text) || text.length > 200);
    expect(broken).toEqual([]);
  });
  it('have words for every reason why a practice is refused', () => {
    const reasons = refusedPractices.map((reason) =>
      toProblemWords(words, { code: 'practice_unavailable', details: { reason } }),
    );
    expect(new Set(reasons).size).toBe(refusedPractices.length);
    expect(reasons).not.toContain(words.problems.codes.practice_unavailable);
  });
});

describe('the words of a problem', () => {
  const limited = (retryAfterMs: unknown) => ({ code: 'limited', details: { retryAfterMs } });
  it.for([
    [5_000, 'That was too much at once. Nothing is lost: try again in a moment.'],
    [60_000, 'A limit is reached. Nothing is lost: try again in 1 minute.'],
    [61_000, 'A limit is reached. Nothing is lost: try again in 2 minutes.'],
    [3 * 3_600_000, 'A limit is reached. Nothing is lost: try again in 3 hours.'],
    ['soon', 'That was too much at once. Nothing is lost: try again in a moment.'],
  ] as const)('keep the number of a wait: %s ms', ([retryAfterMs, expected]) => {
    expect(toProblemWords(en, limited(retryAfterMs))).toBe(expected);
  });
  it('keep it in German', () => {
    expect(toProblemWords(de, limited(120_000))).toContain('in 2 Minuten noch einmal');
  });
  it.for(['constructor', 'a_later_code', ''])('of a code that this page does not know: %s', (code) => {
    expect(toProblemWords(en, { code })).toBe(en.problems.general);
  });
  it('of no answer, and of one that cannot be read', () => {
    expect(toProblemWords(en, { code: 'unreachable' })).toContain('cannot be reached');
    expect(toProblemWords(en, { code: 'answer_unreadable' })).toBe(en.problems.unreadable);
  });
});

describe('the words of a field', () => {
  const refused = (fields: object) => {
    const parsed = jobConfigurationSchema.safeParse({ jobTitle: 'Nurse', ...fields });
    return parsed.success ? '' : toFieldProblemWords(en, 'It', parsed.error.issues[0]?.message ?? '');
  };
  it('say what the contract refuses', () => {
    expect(refused({ jobTitle: ' ' })).toBe('It is needed.');
    expect(refused({ jobDescription: 'x'.repeat(8_001) })).toBe('It is too long: 8,000 characters at most.');
    expect(refused({ kind: 'quiz' })).toBe('It cannot be used like this. Choose or write something else.');
  });
});
