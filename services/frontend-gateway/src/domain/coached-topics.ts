import type { Coached } from '@ringback/shared/contract/coach-notes';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { SuggestedTopic } from '@ringback/shared/contract/suggested-topic';
import { topicTexts } from '@ringback/shared/session/topic-texts';

/** The topics that coaches have suggested, with their texts from the log. Where its entry cannot be read a text is empty. */
export function toTopics(topics: readonly SuggestedTopic[], log: readonly LogEntry[]): Coached['topics'] {
  const texts = topicTexts(topics, log);
  return topics.map((topic, index) => ({ ...topic, text: texts[index] ?? '' }));
}
