import type { Dimension } from './dimension.ts';

/** Whether a listener can follow: situation, task, action, result, in an order and in proportion. */
export const structure: Dimension = {
  id: 'structure',
  title: 'Structure',
  definition:
    'Whether a listener who hears the answer once can follow it: where it takes place, what was to be done, what was done, how it ended.',
  checks: [
    {
      id: 'situation_and_task',
      text: 'Says where and when, and what was to be achieved. 0: neither. 1: one of the two. 2: both, before the actions.',
    },
    {
      id: 'actions_in_order',
      text: 'Tells the actions in an order that can be followed. 0: no actions. 1: actions, but jumping or in one list. 2: actions one after the other, or from cause to effect.',
    },
    {
      id: 'result_told',
      text: 'Ends with how it turned out. 0: no result is told. 1: a result is implied. 2: a result is told outright.',
    },
    {
      id: 'proportion',
      text: 'Spends the time on what was done. 0: the situation takes most of the answer, or the answer is only one sentence. 1: about as much situation as action. 2: action and result take more than half.',
    },
  ],
  anchors: {
    entry: {
      1: 'Loose sentences, or a single one; how it ended stays open.',
      3: 'A beginning and actions in order; the end is short or only implied.',
      5: 'Situation, task, action and result, each recognisable, in about the time that they deserve.',
    },
    experienced: {
      1: 'Jumps between cases, or circles around one; the listener has to ask what happened.',
      3: 'One case from beginning to end, with too much situation or a hasty result.',
      5: 'One case, told in order, with the result outright and most of the time on what was done.',
    },
    senior: {
      1: 'Background without end; neither decision nor result can be found.',
      3: 'A line from problem to result that is followed with some effort.',
      5: 'The point first or a clear line to it; complex matter in an order that a stranger follows at once.',
    },
  },
};
