import { expect, test } from 'vitest';
import { type CallerIntent, findWeakness, readIntent, type Weakness } from './caller-intent.ts';

test.each<[string, CallerIntent]>([
  ['Could you repeat that, please?', 'repeat'],
  ['Sorry, I didn’t catch the question.', 'repeat'],
  ['Skip this one.', 'skip'],
  ['Can we have the next question?', 'skip'],
  ['Stop.', 'maybe_stop'],
  ['Can I finish?', 'finishing'],
  ['Can you stop the interview please?', 'stop'],
  ['Can you stop me interview, please?', 'stop'],
  ['I would like to end the call now', 'stop'],
  ['Let me think.', 'thinking'],
  ['Hmm, give me a moment', 'thinking'],
  ['Mm-hm.', 'backchannel'],
  ['Yes.', 'backchannel'],
  ['', 'nothing'],
  ['...', 'nothing'],
  ['Is the team remote?', 'asking'],
  ['what is the salary', 'asking'],
  ['Do you mean at my last job?', 'asking'],
  ['No, that is all, thank you.', 'no_more'],
  ['No.', 'no_more'],
  ['When I was at Acme I moved the ledger.', 'answer'],
  ['What I did was to call every customer.', 'answer'],
  [
    'We had to stop the call with the customer because the line was bad, and then I wrote to them and asked for another time.',
    'answer',
  ],
  [
    'I do not think that skipping tests is ever right, so I told my manager that we had to move the date instead.',
    'answer',
  ],
])('%s', (text, intent) => {
  expect(readIntent(text)).toBe(intent);
});

const story =
  'I talked with each of them alone, wrote down what they needed, and then proposed one plan that covered most of it.';

test.each<[string, string, boolean, Weakness | null]>([
  ['a few words', 'It went well.', false, 'short'],
  ['a whole story', story, false, null],
  ['a story without a result, where results are asked for', story, true, 'result'],
  ['a story with a figure', `${story} Complaints went down by 40 percent.`, true, null],
  [
    'a story of others',
    'We did the roadmap together and our team was happy about what we did for the customers in the end.',
    false,
    'own_part',
  ],
  [
    'hedges',
    'I basically did various things and stuff, kind of helping people, sort of with the project and so on, I guess.',
    false,
    'vague',
  ],
])('%s', (_, answer, wantsResults, weakness) => {
  expect(findWeakness(answer, wantsResults)).toBe(weakness);
});
