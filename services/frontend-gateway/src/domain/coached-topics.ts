import type { Coached } from '@ringback/shared/contract/coach-notes';
import type { LogEntry } from '@ringback/shared/contract/stored-events';
import type { SuggestedTopic } from '@ringback/shared/contract/suggested-topic';

/** The topics that coaches have suggested, with their texts from the log, which has them in the same order. */
export function toTopics(topics: readonly SuggestedTopic[], log: readonly LogEntry[]): Coached['topics'] {
  const texts = log.flatMap(({ event }) => (event.type === 'topic.suggested' ? [event.text] : []));
  return topics.map((topic, index) => ({ ...topic, text: texts[index] ?? '' }));
}
