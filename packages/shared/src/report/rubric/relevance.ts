import type { Dimension } from './dimension.ts';

/** Whether the question was answered, and for this job. */
export const relevance: Dimension = {
  id: 'relevance',
  title: 'Relevance',
  definition:
    'Whether the answers answer the questions that were asked, with matter that counts for this job.',
  checks: [
    {
      id: 'answers_question',
      text: 'Answers what was asked. 0: something else. 1: the subject, but not the question. 2: the question itself.',
    },
    {
      id: 'all_parts',
      text: 'Covers every part of the question, follow-ups included. 0: no part. 1: a part. 2: every part, or says openly what cannot be answered.',
    },
    {
      id: 'fits_job',
      text: 'Chooses matter that counts for the job as it is described. 0: nothing of it. 1: a general link. 2: a link to a requirement or duty of this job.',
    },
  ],
  anchors: {
    entry: {
      1: 'Speaks of something else than was asked.',
      3: 'Answers the main part of the questions; the link to the job is left to the listener.',
      5: 'Answers each question and chooses, from little experience, what fits the job best.',
    },
    experienced: {
      1: 'Answers other questions than those that were asked, or recites the résumé.',
      3: 'Answers the questions; matter that fits the job stands beside matter that does not.',
      5: 'Answers each part, with cases that match what the job asks for.',
    },
    senior: {
      1: 'Stays in general remarks whatever is asked.',
      3: 'Answers the questions at the level of this job in most parts.',
      5: 'Answers what stands behind the question, with cases of the scale that this job has.',
    },
  },
};
