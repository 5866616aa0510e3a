import type { Dimension } from './dimension.ts';

/** Whether this person can be told apart from the next candidate with the same résumé. */
export const differentiation: Dimension = {
  id: 'differentiation',
  title: 'Differentiation',
  definition:
    'Whether the answers tell this person apart from another suitable candidate: an insight, a way of working, a result that is not usual.',
  checks: [
    {
      id: 'own_insight',
      text: 'Says what was learnt or seen that is not common knowledge. 0: none, or a saying ("communication is key"). 1: a lesson in general. 2: a lesson tied to what happened, and what is done differently since.',
    },
    {
      id: 'beyond_duty',
      text: 'Did something that the position did not ask for. 0: only what was to be done. 1: said, without a case. 2: with a case.',
    },
    {
      id: 'would_be_remembered',
      text: 'Contains a detail that a listener could retell the next day. 0: none. 1: one that many candidates could tell. 2: one that belongs to this person.',
    },
  ],
  anchors: {
    entry: {
      1: 'What any applicant says.',
      3: 'A lesson from an own case, in general words.',
      5: 'An own initiative, and a lesson that changed how this person works.',
    },
    experienced: {
      1: 'Could be said by anybody in this occupation.',
      3: 'A way of working of their own, with one example.',
      5: 'An insight from own cases, used again since, with what came of it.',
    },
    senior: {
      1: 'Sayings about leadership or technology.',
      3: 'A position of their own on a question of the field, with one case.',
      5: 'A position of their own that was put into effect against resistance, with its result and its price.',
    },
  },
};
