import { z } from 'zod';
import { shareIdSchema } from './ids.ts';
import { storedWord } from './text.ts';

/** A topic for the interviewer's next question that a coach suggests while the interview is on. */

export const mostTopicCharacters = 200;
/** How many topics one session takes. Each stands in its log. */
export const mostTopics = 30;

/** What becomes of a topic. `passed`: the interviewer was told of it. `withdrawn`: its link may suggest none any more. */
export const topicOutcomes = ['passed', 'withdrawn'] as const;
export type TopicOutcome = (typeof topicOutcomes)[number];

/**
 * A topic and where it stands: `waiting`, or its outcome. Its number is its place in the session's list, from 1. Its text
 * stands in the log alone, because the candidate does not read a coming question in advance.
 */
export const suggestedTopicSchema = z.object({
  shareId: shareIdSchema,
  /** The name of the coach's link. Empty: it has none. */
  by: storedWord.default(''),
  /** Epoch ms. */
  at: z.number(),
  state: storedWord,
});
export type SuggestedTopic = z.infer<typeof suggestedTopicSchema>;

export const isTopicWaiting = ({ state }: Pick<SuggestedTopic, 'state'>): boolean => state === 'waiting';

/** The number of the topic that waits for the interviewer's next turn. Null: none does. */
export function waitingTopic(topics: readonly SuggestedTopic[]): number | null {
  const index = topics.findIndex(isTopicWaiting);
  return index < 0 ? null : index + 1;
}
