import type { SessionStarted } from '@ringback/shared/contract/http-api';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import type { CandidateClient } from './candidate-client.ts';
import { eventually } from './eventually.ts';
import { whenHeard } from './line-events.ts';
import type { StackOptions } from './stack.ts';

export const shortQuestion = 'Tell me about a project that you have led and how it turned out in the end?';
export const shortAnswer =
  'Last year I led the migration of our billing to another provider. I split the work into four parts and ' +
  'wrote the plan with two colleagues. We moved every customer within six weeks, and the number of failed ' +
  'payments fell by a third.';

/** What interviewer and candidate say in an interview of one question. */
export const shortScript = (): NonNullable<StackOptions['script']> => ({
  answers: [
    { text: shortQuestion, audioMs: 2_000 },
    { text: 'Thank you.', audioMs: 400 },
  ],
  heard: [shortAnswer],
  msPerWord: 60,
});

/** Holds an interview up to its last word; resolves to the close code of the candidate's `/logs` socket. */
export async function holdShortInterview(
  candidate: CandidateClient,
  started: SessionStarted,
): Promise<number> {
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  await whenHeard(line, 2_000);
  await line.say(tone(3_000));
  await eventually(
    () =>
      viewer.events.some((event) => event.type === 'transcript.completed' && event.speaker === 'candidate'),
    8_000,
  );
  await line.hangUp();
  return (await viewer.closed).code;
}
