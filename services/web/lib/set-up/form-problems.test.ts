import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { newJobDraft } from '../job-draft.ts';
import { en } from '../words/en.ts';
import { createFormat } from '../words/format.ts';
import { charactersLeft, findProblems, type TextField, textLimits, toFieldWords } from './form-problems.ts';

const draft = { ...newJobDraft(), jobTitle: 'Baker' };
const speech = { words: en, format: createFormat('en') };

describe('what is wrong with a form', () => {
  it('is nothing when there is a title', () => {
    expect(findProblems(draft)).toEqual({});
  });

  it('is a missing title, also one of invisible characters alone', () => {
    expect(findProblems({ ...draft, jobTitle: ' \u202e ' })).toEqual({ jobTitle: { kind: 'missing' } });
  });

  it('is by how much a text is too long', () => {
    const long = { ...draft, resume: 'x'.repeat(8012) };
    expect(findProblems(long)).toEqual({ resume: { kind: 'too_long', over: 12 } });
    expect(toFieldWords('resume', { kind: 'too_long', over: 1200 }, speech)).toBe(
      'Your résumé: 1,200 characters too many. Nothing was cut; shorten it.',
    );
  });

  it('is a choice that this version does not know', () => {
    expect(findProblems({ ...draft, kind: 'panel' })).toEqual({ kind: { kind: 'not_accepted' } });
  });

  it.each(Object.entries(textLimits))('counts %s as the contract does, to %d', (field, most) => {
    const name = field as TextField;
    const of = (length: number) => ({ jobTitle: 'x', [name]: 'x'.repeat(length) });
    expect(jobConfigurationSchema.safeParse(of(most)).success).toBe(true);
    expect(jobConfigurationSchema.safeParse(of(most + 1)).success).toBe(false);
    expect(charactersLeft(name, ` ${'x'.repeat(most)}\u200b`)).toBe(0);
    expect(charactersLeft(name, 'x'.repeat(most + 1))).toBe(-1);
  });
});
