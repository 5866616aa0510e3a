import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { Fact } from '@ringback/shared/session/command';
import { placeItem } from '@ringback/shared/session/transcript-order';
import { expect } from 'vitest';
import type { Conversation } from './conversation-file.ts';

/** The result of a conversation, however it was held. */
export interface ConversationResult {
  /** The facts on the record, in this order. */
  facts: readonly Fact[];
  endReason: string | null;
  /** The interviewer's words as they were generated, by item. */
  made: ReadonlyMap<string, string>;
  /** Number of model sessions. */
  models: number;
}

const turnsOf = ({ facts }: ConversationResult) =>
  facts.flatMap((fact) =>
    fact.type === 'transcript.completed' || fact.type === 'transcript.interrupted' ? [fact] : [],
  );

/** What is true of every interview. */
function expectTruth(result: ConversationResult): void {
  const types = result.facts.map(({ type }) => type);
  const turns = turnsOf(result);
  const firstWord = types.findIndex((type) => type.startsWith('transcript.'));
  if (firstWord >= 0) expect(types.indexOf('configuration.received')).toBeLessThan(firstWord);
  expect(types.indexOf('configuration.received')).toBeGreaterThanOrEqual(0);
  expect(types.indexOf('interview.planned')).toBeLessThan(types.indexOf('configuration.received'));
  expect(new Set(turns.map(({ itemId }) => itemId)).size).toBe(turns.length);
  for (const turn of turns) {
    expect(turn.endedAtMs).toBeGreaterThanOrEqual(turn.startedAtMs);
    const made = result.made.get(turn.itemId);
    if (turn.speaker === 'interviewer') expect(made?.startsWith(turn.text)).toBe(true);
    if (turn.type === 'transcript.interrupted') expect(turn.text.length).toBeLessThan(made?.length ?? 0);
  }
  const measured = types.filter((type) => type === 'speech.measured');
  expect(measured).toHaveLength(turns.length);
  expectOrder(turns);
}

/** The transcript on a page is in the order of speech, whatever came late. */
function expectOrder(turns: ReturnType<typeof turnsOf>): void {
  let shown: TranscriptItem[] = [];
  for (const { type, itemId, previousItemId, speaker, text, startedAtMs, endedAtMs } of turns) {
    const status = type === 'transcript.interrupted' ? 'interrupted' : 'completed';
    shown = placeItem(shown, {
      ...{ itemId, previousItemId, speaker, text, startedAtMs, endedAtMs },
      ...{ status, heardMs: null },
    });
  }
  const starts = shown.map(({ startedAtMs }) => startedAtMs ?? Number.NaN);
  expect(starts).toEqual(starts.toSorted((one, other) => one - other));
}

/** What the file expects of its conversation, except its times. */
export function expectConversation(result: ConversationResult, { expect: expected }: Conversation): void {
  expectTruth(result);
  const turns = turnsOf(result);
  const said = turns.filter(({ speaker }) => speaker === 'interviewer').map(({ text }) => text);
  expect(expected.endReason).toContain(result.endReason);
  const phases = result.facts.flatMap((fact) =>
    fact.type === 'interview.phase_changed' ? [fact.phase] : [],
  );
  if (expected.phases) expect(phases.slice(0, expected.phases.length)).toEqual(expected.phases);
  for (const words of expected.interviewerSays ?? []) expect(said.join(' ')).toContain(words);
  for (const words of expected.neverSays ?? []) expect(said.join(' ')).not.toContain(words);
  const studied = result.facts.flatMap((fact) => (fact.type === 'interview.studied' ? [fact.step] : []));
  expect(studied.slice(0, expected.studied?.length ?? Infinity)).toEqual(expected.studied ?? []);
  const counts = [
    [
      'points covered',
      result.facts.filter(({ type }) => type === 'interview.point_covered'),
      expected.covers,
    ],
    ['candidate’s turns', turns.filter(({ speaker }) => speaker === 'candidate'), expected.candidateTurns],
    [
      'interrupted turns',
      turns.filter(({ type }) => type === 'transcript.interrupted'),
      expected.interruptedTurns,
    ],
  ] as const;
  for (const [what, found, [lowest, highest]] of counts) {
    const isRight = found.length >= lowest && found.length <= highest;
    expect({ what, count: found.length, lowest, highest, isRight }).toMatchObject({ isRight: true });
  }
  if (expected.models !== undefined) expect(result.models).toBe(expected.models);
}
