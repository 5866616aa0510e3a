import { describe, expect, it } from 'vitest';
import { checkDraft, newJobDraft, toFieldErrors, toJobDraft } from './job-draft.ts';

describe('the form', () => {
  it('needs nothing but a title', () => {
    const checked = checkDraft({ ...newJobDraft(), jobTitle: '  Nurse ' });
    expect(checked).toMatchObject({
      ok: true,
      jobConfiguration: { jobTitle: 'Nurse', lengthMinutes: 15, kind: 'hiring_manager' },
    });
  });

  it('explains in words what is wrong, at the field', () => {
    const checked = checkDraft({ ...newJobDraft(), jobTitle: ' ', jobDescription: 'x'.repeat(8001) });
    expect(checked).toEqual({
      ok: false,
      errors: {
        jobTitle: 'Job title is needed: which job is the interview for?',
        jobDescription: 'Job description must be at most 8000 characters.',
      },
    });
  });

  it('is unchanged after a configuration was opened and not edited', () => {
    const checked = checkDraft({ ...newJobDraft(), jobTitle: 'Nurse', difficulty: '3', lengthMinutes: '30' });
    if (!checked.ok) throw new Error('not ok');
    const again = checkDraft(toJobDraft({ ...checked.jobConfiguration } as Parameters<typeof toJobDraft>[0]));
    expect(again).toEqual(checked);
  });

  it.each([
    ['as a list', ['jobConfiguration', 'company']],
    ['as text', 'jobConfiguration.company'],
  ])('takes the gateway’s details, paths %s', (_, path) => {
    const details = [
      { path, message: 'must be at most 120 characters' },
      { path: 'call.phoneNumber', message: 'is wrong' },
      { path },
    ];
    expect(toFieldErrors(details)).toEqual({ company: 'Company must be at most 120 characters.' });
    expect(toFieldErrors('no list')).toEqual({});
  });
});
