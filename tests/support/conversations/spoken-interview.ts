import { setTimeout as wait } from 'node:timers/promises';
import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { visit } from '../candidate-client.ts';
import { eventually } from '../eventually.ts';
import type { Stack } from '../stack.ts';
import { type CandidateStep, type Conversation, countWords } from './conversation-file.ts';
import type { ConversationResult } from './expect-conversation.ts';
import type { NamedVoice } from './named-voice.ts';

/**
 * The same conversations through every service: a candidate's line, telephony, the link, the bridge's actor and the
 * model's socket. Both sides speak six times as fast as people, and think for a sixth of the time.
 */
const speedUp = 6;
export const spokenMsPerWord = 60;
/** "Mm-hm" stays this short, and a sentence stays long enough to take the floor. */
const shortestMs = 900;
const endLimitMs = 90_000;
/**
 * The clock of an interview is not sped up. A candidate who would talk until it is over stops after this many answers.
 */
const mostAnswers = 6;
const lastWords: CandidateStep = { says: 'Please stop the interview now.' };

export async function holdSpokenInterview(
  stack: Stack,
  voice: NamedVoice,
  conversation: Conversation,
): Promise<ConversationResult> {
  const { afterwards, name } = conversation;
  const steps = [...conversation.steps];
  const company = `Acme ${name.replaceAll('-', ' ')}`;
  const candidate = await visit(stack.gatewayUrl);
  const started = await candidate.start({
    jobConfiguration: { ...conversation.jobConfiguration, company },
    ...(conversation.interviewMode ? { interviewMode: conversation.interviewMode } : {}),
  });
  const viewer = await candidate.watch(started);
  const line = await candidate.talk(started);
  const models = () =>
    stack.model.sessions.filter(({ session }) =>
      JSON.stringify(session.instructions ?? '').includes(company),
    );
  const scaled = (ms: number) => ms / speedUp;
  const heardTurns = () =>
    viewer.events.filter((event) => event.type === 'transcript.completed' && event.speaker === 'interviewer')
      .length;
  const turnsSoFar = () => viewer.events.filter(({ type }) => type.startsWith('transcript.')).length;
  const ended = () => viewer.events.find((event) => event.type === 'session.ended');

  async function speak({ says = '', lastsMs }: CandidateStep): Promise<void> {
    const ms = lastsMs ?? Math.max(shortestMs, countWords(says) * spokenMsPerWord);
    await line.say(voice.say(says, lastsMs !== undefined && lastsMs > 1_000 ? scaled(lastsMs) : ms));
  }

  let answers = 0;
  function anotherAnswer(): CandidateStep {
    if (afterwards.says === undefined) return afterwards;
    answers += 1;
    return answers > mostAnswers ? lastWords : afterwards;
  }

  /** The interviewer has been heard to the end, so it is the candidate's turn. */
  async function takeTurn(): Promise<void> {
    const step = steps[0]?.interrupts === true ? afterwards : (steps.shift() ?? anotherAnswer());
    if (step.modelLostAfterMs !== undefined) {
      const model = models().at(-1);
      void wait(scaled(step.modelLostAfterMs)).then(() => model?.close(1011));
    }
    const known = heardTurns();
    await wait(step.hangsUp ? scaled(500) : scaled(step.afterMs ?? 800));
    if (step.hangsUp) await line.hangUp();
    else if (step.key !== undefined) line.press(step.key);
    else if (!step.silent && step.says !== undefined) {
      // The interviewer has begun to speak meanwhile.
      if (line.waitingMs() > 0 || heardTurns() > known) steps.unshift(step);
      else await speak(step);
    }
  }

  async function interrupt(): Promise<void> {
    const next = steps.shift();
    if (next === undefined) return;
    // Neither side takes the floor in the greeting's first second, however fast both speak.
    const protectedMs = turnsSoFar() === 0 ? 1_050 : 0;
    await wait(Math.max(protectedMs, scaled(next.afterMs ?? 1_500)));
    await speak(next);
  }

  let answered = 0;
  let wasPlaying = false;
  const until = Date.now() + endLimitMs;
  while (ended() === undefined && Date.now() < until) {
    const isPlaying = line.waitingMs() > 0;
    if (isPlaying && !wasPlaying && steps[0]?.interrupts === true) await interrupt();
    wasPlaying = isPlaying;
    if (!isPlaying && heardTurns() > answered) {
      answered = heardTurns();
      await takeTurn();
    }
    await wait(20);
  }
  const end = await viewer.waitFor('session.ended', 5_000);
  // Last words may still come.
  await eventually(() => viewer.events.some(({ type }) => type === 'session.closed'), 10_000);
  const log = await stack.store.readLog(sessionIdSchema.parse(started.sessionId), 0);
  const spoken = models().flatMap(({ sent }) =>
    sent.filter(({ type }) => type === 'response.output_audio_transcript.done').map(({ event }) => event),
  );
  return {
    facts: log.map(({ event }) => event as ConversationResult['facts'][number]),
    endReason: end.reason,
    made: new Map(spoken.map((event) => [String(event.item_id), String(event.transcript)])),
    models: models().length,
  };
}
