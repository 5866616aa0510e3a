import { describe, expect, it } from 'vitest';
import { toJobPreview } from './job-preview.ts';

const job = { kind: 'technical', lengthMinutes: '5', jobDescription: '- Redis\n- Mentoring', resume: '' };

describe('the preview of what is asked about', () => {
  it('has the competencies of the kind and length, and the points of the posting', () => {
    expect(toJobPreview(job)).toEqual({
      competencies: ['depth of knowledge', 'problem solving'],
      points: [
        { text: 'Redis', match: null },
        { text: 'Mentoring', match: null },
      ],
      requirements: 2,
    });
  });

  it('says what the résumé answers only when there is one', () => {
    const { points } = toJobPreview({ ...job, resume: 'Redis for six years' });
    expect(points).toEqual([
      { text: 'Mentoring', match: 'missing' },
      { text: 'Redis', match: 'found' },
    ]);
  });

  it('takes a form that another release has kept', () => {
    expect(toJobPreview({ ...job, kind: 'panel', lengthMinutes: '' }).competencies).toHaveLength(3);
  });
});
