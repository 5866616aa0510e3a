import { expect, test } from 'vitest';
import { announcesQuestion, saysNoMore } from './own-questions.ts';

const table = {
  none: [
    'No.',
    'Nope.',
    'No, that is all, thank you.',
    'No, thank you.',
    'Nothing else.',
    'That’s it.',
    'Not really, no.',
    'Not at the moment.',
    'I have nothing else to ask.',
    'I think we’re done.',
    'No, thank you for your time.',
    'I don’t think so.',
    'I don’t have any more questions.',
    'No more questions from my side.',
    'No, I’m good, thanks.',
    'I think that was everything.',
    'No, everything is clear.',
    'No, you answered everything, thank you very much.',
    'Thanks, we can move on.',
  ],
  announced: [
    'Yes.',
    'Yes, I do.',
    'Yes, I have another question.',
    'I have one more question.',
    'Yes, please.',
    'Can I ask you something?',
    'No, I have another one.',
    'Next question.',
    'Sure, one more.',
    'Another question, please.',
  ],
  question: [
    'My next question is about pay.',
    'What if I don’t have a driving licence?',
    'No, I’m curious about the team.',
    'Can I ask another question about the shifts?',
    'Is that all?',
    'What happens if I can’t answer a customer?',
    'I’m fine with shifts, but how long are they?',
    'Do I have to move on after a year?',
    'What do I do if that’s not possible?',
    'Is there nothing else in the contract?',
    'I don’t have a car. Is that a problem?',
    'Would I skip the training?',
    'I have no questions about the pay, but about the holidays.',
    'How do people move on from this role?',
    'Tell me about the pay.',
    'Yes, about the salary.',
  ],
};
const rows = Object.entries(table).flatMap(([kind, turns]) =>
  turns.map((turn): [string, string] => [turn, kind]),
);

test.each(rows)('%j: %s', (turn, kind) => {
  const read = saysNoMore(turn) ? 'none' : announcesQuestion(turn) ? 'announced' : 'question';
  expect(read).toBe(kind);
});
