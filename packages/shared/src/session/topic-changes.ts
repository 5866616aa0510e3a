import { type InterviewPhase, interviewPhases } from '../contract/lifecycle.ts';
import type { SessionRecord } from '../contract/session-record.ts';
import type { PublicState } from '../contract/session-view.ts';
import type { EventOf } from '../contract/stored-events.ts';
import { isTopicWaiting, mostTopics, waitingTopic } from '../contract/suggested-topic.ts';
import type { Fact } from './command.ts';
import type { Refusal } from './refusal.ts';

type Suggested = Pick<PublicState, 'suggestedTopics'>;
type TopicFact = Extract<Fact, { type: `topic.${string}` }>;

/** How a suggested topic changes a session. Keys keep the order of their schema. */
export const topicChanges = {
  suggested: (
    { suggestedTopics }: Suggested,
    { shareId, by, at }: EventOf<'topic.suggested'>,
  ): Suggested => ({
    suggestedTopics: [...suggestedTopics, { shareId, by, at, state: 'waiting' }],
  }),
  settled: ({ suggestedTopics }: Suggested, { number, outcome }: EventOf<'topic.settled'>): Suggested => ({
    suggestedTopics: suggestedTopics.map((topic, index) =>
      index + 1 === number && isTopicWaiting(topic) ? { ...topic, state: outcome } : topic,
    ),
  }),
};

const candidatesPhase: InterviewPhase = 'candidate_questions';
/** The parts of an interview in which its interviewer asks questions of its own: those before the candidate's. */
const ownPhases: readonly (string | null)[] = [
  null,
  ...interviewPhases.slice(0, interviewPhases.indexOf(candidatesPhase)),
];

/** Why a session takes no topic now, or null. */
export function topicRefusal(
  record: Pick<SessionRecord, 'phase' | 'interviewPhase' | 'practice' | 'suggestedTopics'>,
): 'not_now' | 'too_many' | 'waiting' | null {
  const { phase, interviewPhase, practice, suggestedTopics } = record;
  // One question that is answered again is the whole interview.
  const isOneQuestion = practice?.kind === 'one_question';
  if (phase !== 'active' || !ownPhases.includes(interviewPhase) || isOneQuestion) return 'not_now';
  if (suggestedTopics.length >= mostTopics) return 'too_many';
  return waitingTopic(suggestedTopics) === null ? null : 'waiting';
}

/** Why the record does not take a topic, or what becomes of it. */
export function refusalByTopics(record: SessionRecord, fact: TopicFact): Refusal | null {
  if (fact.type === 'topic.suggested') return topicRefusal(record) === null ? null : 'illegal';
  const topic = record.suggestedTopics[fact.number - 1];
  if (topic === undefined) return 'stale';
  // It is passed on and withdrawn at the same moment: the first of the two counts.
  return isTopicWaiting(topic) ? null : 'known';
}
