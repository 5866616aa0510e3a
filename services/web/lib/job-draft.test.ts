import { describe, expect, it } from 'vitest';
import { checkDraft, newJobDraft, toJobDraft, toRefusedFields } from './job-draft.ts';

describe('the form', () => {
  it('needs nothing but a title', () => {
    const checked = checkDraft({ ...newJobDraft(), jobTitle: '  Nurse ' });
    expect(checked).toMatchObject({ jobTitle: 'Nurse', lengthMinutes: 15, kind: 'hiring_manager' });
  });

  it.for([{ jobTitle: ' ' }, { jobDescription: 'x'.repeat(8001) }, { lengthMinutes: 'long' }])(
    'is not used with %o',
    (wrong) => {
      expect(checkDraft({ ...newJobDraft(), jobTitle: 'Nurse', ...wrong })).toBeNull();
    },
  );

  it('is unchanged after a configuration was opened and not edited', () => {
    const checked = checkDraft({ ...newJobDraft(), jobTitle: 'Nurse', difficulty: '3', lengthMinutes: '30' });
    if (checked === null) throw new Error('not accepted');
    const again = checkDraft(toJobDraft(checked as Parameters<typeof toJobDraft>[0]));
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
    expect(toRefusedFields([...details, ...details])).toEqual(['company']);
    expect(toRefusedFields([{ path: 'constructor' }])).toEqual([]);
    expect(toRefusedFields('no list')).toEqual([]);
  });
});
