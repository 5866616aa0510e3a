import { expect, it } from 'vitest';
import type { SessionRecord } from '../contract/session-record.ts';
import { mostTopics, type SuggestedTopic } from '../contract/suggested-topic.ts';
import { refusalByTopics, topicChanges, topicRefusal } from './topic-changes.ts';

const topic = (state: string): SuggestedTopic => ({ shareId: 'shr_00000001' as never, by: '', at: 1, state });
const record = (given: Partial<SessionRecord> = {}): SessionRecord =>
  ({
    phase: 'active',
    interviewPhase: 'questions',
    practice: null,
    suggestedTopics: [],
    ...given,
  }) as SessionRecord;

it.each([
  [{}, null],
  [{ interviewPhase: null }, null],
  [{ interviewPhase: 'candidate_questions' }, 'not_now'],
  [{ interviewPhase: 'a_part_of_another_version' }, 'not_now'],
  [{ phase: 'connecting' as const }, 'not_now'],
  [{ phase: 'ending' as const }, 'not_now'],
  [{ practice: { kind: 'one_question' } as never }, 'not_now'],
  [{ suggestedTopics: [topic('passed'), topic('waiting')] }, 'waiting'],
  [{ suggestedTopics: [topic('passed'), topic('withdrawn')] }, null],
  [{ suggestedTopics: Array.from({ length: mostTopics }, () => topic('passed')) }, 'too_many'],
])('a session with %j answers a topic by %s', (given, refusal) => {
  expect(topicRefusal(record(given))).toBe(refusal);
});

it('a topic is settled once: the first outcome counts, and a number that is not there changes nothing', () => {
  const waiting = { suggestedTopics: [topic('waiting')] };
  const settled = {
    type: 'topic.settled',
    number: 1,
    outcome: 'passed',
    sessionId: '' as never,
    at: 1,
  } as const;
  const passed = topicChanges.settled(waiting, settled);
  expect(passed.suggestedTopics).toEqual([topic('passed')]);
  expect(topicChanges.settled(passed, { ...settled, outcome: 'withdrawn' })).toEqual(passed);
  const fact = { type: 'topic.settled', number: 1, outcome: 'withdrawn' } as const;
  expect(refusalByTopics(record(passed), fact)).toBe('known');
  expect(refusalByTopics(record(waiting), { ...fact, number: 2 })).toBe('stale');
});
