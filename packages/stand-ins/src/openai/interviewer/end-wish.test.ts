import { expect, test } from 'vitest';
import { type EndWish, readEndWish } from './end-wish.ts';

const table: Record<EndWish | 'none', readonly string[]> = {
  certain: [
    'Please stop the interview.',
    'Let’s end the call here.',
    'Can you stop the interview please?',
    'Can you stop me interview, please?',
    'I would like to stop the interview now please.',
    'I want to end this call.',
    'Could we end the interview now?',
    'Please hang up.',
    'I’m going to hang up now.',
    'Okay, let’s stop here.',
    'Can we stop here, please?',
    'Sorry, my doorbell is ringing, so please end the call.',
    'I don’t want to continue this interview.',
    'Let’s call it a day.',
    'Goodbye.',
    'Thank you, bye.',
    'Cancel the call, please.',
    'I need to leave the interview because my child is ill.',
  ],
  doubtful: [
    'Stop.',
    'Please stop.',
    'Let’s stop.',
    'Can I stop here?',
    'I have to go now.',
    'Sorry, I’ve got to run.',
    'I can’t do this any more.',
    'Can I finish the interview?',
    'That’s enough.',
    'How do I end the call?',
    'I want to quit.',
  ],
  wants_to_finish: [
    'Can I finish?',
    'May I finish?',
    'I’d like to finish this.',
    'No, I need to finish this.',
    'Finish.',
    'Let me finish.',
    'Please let me finish my sentence.',
    'Could I just finish that thought?',
    'I’m not finished yet.',
    'I haven’t finished.',
    'Sorry, I was not done.',
    'Can I finish what I was saying?',
  ],
  none: [
    'We had to stop the call with the customer.',
    'I finished the interview project in two weeks.',
    'I stopped.',
    'Don’t stop the interview.',
    'I don’t want to end the call.',
    'Please don’t hang up.',
    'When does the interview end?',
    'Are you going to end the call?',
    'They asked me to end the project, and I did.',
    'He said: end the call.',
    'Stop words are removed first.',
    'I would stop the line, find the cause and write to every customer.',
    'I want to finish my degree next year.',
    'I need to finish this project before I can start.',
    'I left the company because the team was closed.',
    'Can we end the interview on time?',
    'Can you stop the interview when the line is bad?',
    'I end each call with a summary.',
    'My goal was to end the conversation with a plan.',
    'We quit the market in spring.',
    'I’m done with my answer.',
    'The session was cancelled by the client.',
    'I hang up only when they have no more questions.',
    'Never stop learning is what I tell my team.',
    'I closed the call centre in Dublin.',
    'At the end of the day it worked.',
    'I would rather end a project early than late.',
    'The phone call ended well.',
    'Could you stop for a moment and repeat the question?',
    'Let me think about how to end this story.',
    'I had to leave the call to fetch a doctor, and then I came back.',
    'In the end we finished on time.',
    'The first thing is to stop the bleeding.',
    'I would tell the caller that I have to hang up.',
    '',
  ],
};
const rows = Object.entries(table).flatMap(([wish, sentences]) =>
  sentences.map((sentence): [string, string] => [sentence, wish]),
);

test('the table has sixty sentences at least, and half of them end nothing', () => {
  expect(rows.length).toBeGreaterThanOrEqual(60);
  expect(table.none.length + table.wants_to_finish.length).toBeGreaterThanOrEqual(rows.length / 2);
});

test.each(rows)('%j: %s', (sentence, wish) => {
  expect(readEndWish(sentence) ?? 'none').toBe(wish);
});
