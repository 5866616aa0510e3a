/** What can be said of each score of each item. The support rules recognise these sentences. */
export const claims: Readonly<Record<string, readonly [string, string, string]>> = {
  concrete_actions: [
    'No sentence says what was done.',
    'What was done is named in part.',
    'Several sentences say what was done.',
  ],
  difficulty: [
    'No difficulty is named.',
    'A difficulty is named.',
    'A difficulty is named, and what was done then.',
  ],
  outcome: [
    'No sentence says what came of it.',
    'An outcome is named.',
    'An outcome is named with a figure, a time or a name.',
  ],
  reasoning: [
    'No reason is given.',
    'A reason is given.',
    'A reason is given, and what was compared with it.',
  ],
  situation_and_task: [
    'Where it took place and what was to be done is not told before the actions.',
    'The situation or the task is told first.',
    'The situation and the task are told first.',
  ],
  actions_in_order: ['No actions are told.', 'Actions are told.', 'Actions are told in an order.'],
  result_told: [
    'How it ended is not told.',
    'How it ended is told early on.',
    'How it ended is told at the end.',
  ],
  proportion: [
    'Little of the answer is action or outcome.',
    'Some of the answer is action or outcome.',
    'Much of the answer is action or outcome.',
  ],
  own_part: [
    'No own action is told.',
    'Own actions are told beside those of others.',
    'Own actions are told.',
  ],
  particulars: [
    'No figure, time or name is told.',
    'A few figures, times or names are told.',
    'Figures, times or names are told.',
  ],
  limits: [
    'No limit or mistake is told.',
    'A limit or mistake is told.',
    'A limit or mistake is told with a particular.',
  ],
};
