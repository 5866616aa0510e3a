import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Command, Fact } from '@ringback/shared/session/command';
import { beginInterview } from '../new-session.ts';
import { ladders } from './ladders.ts';

/** A question as it was asked, and what the candidate said. */
export interface RecordedExchange {
  question: string;
  answer: string;
}

const msPerWord = 400;
const questionMs = 2_000;
const pauseMs = 1_000;
/** As many as a commit carries in a moment. */
const mostFacts = 90;

const answerMs = (answer: string) => answer.split(' ').length * msPerWord;
const lastsMs = ({ answer }: RecordedExchange) => questionMs + pauseMs + answerMs(answer) + pauseMs;

function toFacts({ question, answer }: RecordedExchange, index: number, fromMs: number): readonly Fact[] {
  const startedAtMs = fromMs + questionMs + pauseMs;
  const span = { startedAtMs, endedAtMs: startedAtMs + answerMs(answer) };
  const [q, a, before] = [`q${index + 1}`, `a${index + 1}`, index === 0 ? null : `a${index}`];
  return [
    {
      ...{ type: 'transcript.completed', itemId: q, previousItemId: before, speaker: 'interviewer' },
      ...{ text: question, startedAtMs: fromMs, endedAtMs: fromMs + questionMs },
    },
    {
      ...{ type: 'transcript.completed', itemId: a, previousItemId: q, speaker: 'candidate' },
      ...{ ...span, text: answer },
    },
    {
      ...{ type: 'speech.measured', itemId: a, speaker: 'candidate', ...span },
      ...{ overlapMs: 0, afterMs: pauseMs, voiced: [{ fromMs: span.startedAtMs, toMs: span.endedAtMs }] },
    },
  ];
}

function toAllFacts(exchanges: readonly RecordedExchange[]): Fact[] {
  let fromMs = 0;
  return exchanges.flatMap((exchange, index) => {
    const facts = toFacts(exchange, index, fromMs);
    fromMs += lastsMs(exchange);
    return facts;
  });
}

/** Questions and full answers, until the conversation is this long. */
export function exchangesOf(minutes: number): RecordedExchange[] {
  const exchanges: RecordedExchange[] = [];
  for (let ms = 0, round = 0; ms < minutes * 60_000; round++) {
    const { question, answers } = ladders[round % ladders.length] ?? { question: '', answers: [] };
    const exchange = {
      question: `Question ${round + 1}: ${question}`,
      answer: `${answers[4] ?? ''} That was case ${round + 1} of mine.`,
    };
    exchanges.push(exchange);
    ms += lastsMs(exchange);
  }
  return exchanges;
}

/**
 * Puts an interview on the record of a session that has just begun, up to its last word: what a busy machine does to sound is
 * not what tests of reports are about.
 */
export async function recordInterview(
  store: SessionStore,
  sessionId: SessionId,
  ...exchanges: RecordedExchange[]
): Promise<void> {
  await beginInterview(store, sessionId);
  const facts = toAllFacts(exchanges);
  const commands: Command[] = [];
  while (facts.length > 0) commands.push({ type: 'record', facts: facts.splice(0, mostFacts) });
  for (const command of [...commands, { type: 'end', reason: 'completed' }, { type: 'close' }] as const) {
    const { outcome } = await store.commit(sessionId, command);
    if (outcome !== 'ok') throw new Error(`not recorded: ${command.type} ${outcome}`);
  }
}
