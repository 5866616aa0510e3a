import type { Coached, Coaching } from '@ringback/shared/contract/coach-notes';
import type { ShareId } from '@ringback/shared/contract/ids';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { SuggestedTopic } from '@ringback/shared/contract/suggested-topic';
import { topicTexts } from '@ringback/shared/session/topic-texts';

/** The topics that coaches have suggested, with their texts from the log. Where its entry cannot be read a text is empty. */
export function toTopics(topics: readonly SuggestedTopic[], log: readonly LogEntry[]): Coached['topics'] {
  const texts = topicTexts(topics, log);
  return topics.map((topic, index) => ({ ...topic, text: texts[index] ?? '' }));
}

/** Those of one link alone, by their numbers in the session. */
export const toOwnTopics = (
  shareId: ShareId,
  topics: readonly SuggestedTopic[],
  log: readonly LogEntry[],
): Coaching['topics'] =>
  toTopics(topics, log).flatMap(({ shareId: by, state, at, text }, index) =>
    by === shareId ? [{ number: index + 1, state, at, text }] : [],
  );
