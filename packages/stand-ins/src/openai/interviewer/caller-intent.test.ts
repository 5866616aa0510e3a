import { expect, test } from 'vitest';
import { type CallerIntent, findWeakness, readIntent, readYesNo, type Weakness } from './caller-intent.ts';

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
  ['Say it in other words.', 'rephrase'],
  ['In other words, please.', 'rephrase'],
  ['In other words?', 'rephrase'],
  ['Could you ask me that question in other words?', 'rephrase'],
  ['I want you to put it in other words.', 'rephrase'],
  ['In other words, I led the team.', 'answer'],
  ['It was, in other words, my project from the start.', 'answer'],
  ['I said no, or with other words, not now.', 'answer'],
  ['I always explain it in other words to the customer.', 'answer'],
  ['We had to put it differently for each shop.', 'answer'],
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

const answersToStop = {
  yes: [
    'Yes.',
    'Yes, please.',
    'Okay.',
    'Sure.',
    'Yeah, sure.',
    'Please do.',
    'Absolutely.',
    'I think so.',
    'Yes, that’s fine, thank you.',
    'Yes, we can stop.',
    'Okay, I think we should end here.',
  ],
  no: [
    'Please go on.',
    'Please continue.',
    'Let’s keep going.',
    'Okay, let’s go on.',
    'Yeah, no, keep going.',
    'I do not want to stop.',
    'No.',
    'No, thanks.',
    'Not yet.',
    'Please don’t stop.',
    'Don’t end it, please.',
    'Sure, we can continue.',
    'Yes, carry on.',
    'Yes, let’s proceed.',
    'Right, no, I am fine.',
    'Okay, go ahead with the next one.',
    'I’d rather not.',
    'Yes, but let’s not stop now.',
  ],
  other: [
    'Okay, so at Acme I moved the ledger.',
    'Right, the next question.',
    'Please tell me how long it takes.',
    'When does it end?',
    'Please tell me when it will end.',
    'Okay, when does it end?',
    'Okay, I told them to stop.',
    'Oh.',
    'Thank you.',
    'In the end we shipped it.',
    'I talked with each of the nine bakers alone, and not one of them wanted to leave in the end.',
  ],
};

test.each(
  Object.entries(answersToStop).flatMap(([answer, turns]) =>
    turns.map((turn): [string, string] => [turn, answer]),
  ),
)('"Shall we stop here?" %j: %s', (turn, answer) => {
  expect(readYesNo(turn) ?? 'other').toBe(answer);
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
