import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { PracticeBanner } from '../../components/practice-banner.tsx';
import { renderIn } from '../../testing/render-in.ts';
import { en } from '../words/en.ts';
import { toReAnswerWords } from './practice-words.ts';

describe('the words of a practice', () => {
  it('say of one button alone that it starts, and of the others why they wait', () => {
    const free = toReAnswerWords(en.practice, true, false);
    expect(free.title).toBe('Answer this question again');
    expect(toReAnswerWords(en.practice, false, true).title).toBe('Starting …');
    expect(toReAnswerWords(en.practice, false, false)).toEqual({
      title: free.title,
      what: expect.stringContaining('Another call is being started'),
    });
  });

  it('promise above the form no level more where there is none, and no unchanged setup where it gets harder', () => {
    const banner = (kind: 'harder' | 'new_questions', difficulty: number) =>
      renderIn(
        'en',
        createElement(PracticeBanner, {
          ...{ practice: { kind }, difficulty, reportAddress: '/sessions/ses_1/report' },
        }),
      );
    expect(banner('harder', 2)).toContain('One level more difficult');
    expect(banner('harder', 3)).not.toContain('One level more');
    expect(banner('harder', 3)).toContain('highest difficulty');
    expect(banner('harder', 2)).not.toContain('Your setup is as it was.');
    expect(banner('new_questions', 2)).toContain('Your setup is as it was.');
  });
});
