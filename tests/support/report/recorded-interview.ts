import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Fact } from '@ringback/shared/session/command';
import { beginInterview } from '../new-session.ts';

const startedAtMs = 3_000;
const msPerWord = 400;
const spanOf = (text: string) => ({
  startedAtMs,
  endedAtMs: startedAtMs + text.split(' ').length * msPerWord,
});

const toFacts = (question: string, answer: string, span = spanOf(answer)): readonly Fact[] => [
  {
    ...{ type: 'transcript.completed', itemId: 'q1', previousItemId: null, speaker: 'interviewer' },
    ...{ text: question, startedAtMs: 0, endedAtMs: 2_000 },
  },
  {
    ...{ type: 'transcript.completed', itemId: 'a1', previousItemId: 'q1', speaker: 'candidate' },
    ...{ ...span, text: answer },
  },
  {
    ...{ type: 'speech.measured', itemId: 'a1', speaker: 'candidate', ...span },
    ...{ overlapMs: 0, afterMs: 1_000, voiced: [{ fromMs: span.startedAtMs, toMs: span.endedAtMs }] },
  },
];

/**
 * Puts an interview on the record of a session that has just begun, up to its last word: what a busy machine does to sound is
 * not what tests of reports are about.
 */
export async function recordInterview(
  store: SessionStore,
  sessionId: SessionId,
  { question, answer }: { question: string; answer: string },
): Promise<void> {
  await beginInterview(store, sessionId);
  for (const command of [
    { type: 'record', facts: toFacts(question, answer) },
    { type: 'end', reason: 'completed' },
    { type: 'close' },
  ] as const) {
    const { outcome } = await store.commit(sessionId, command);
    if (outcome !== 'ok') throw new Error(`not recorded: ${command.type} ${outcome}`);
  }
}
