import type { LogEntry } from '../contract/stored-events.ts';
import type { SuggestedTopic } from '../contract/suggested-topic.ts';

/**
 * The texts of suggested topics, from the log, in the order of the topics. Null: its entry cannot be read. A topic and its
 * entry have their link and their time in common, so that an entry that cannot be read gives no topic another one's text.
 */
export function topicTexts(
  topics: readonly Pick<SuggestedTopic, 'shareId' | 'at'>[],
  log: readonly Pick<LogEntry, 'event'>[],
): (string | null)[] {
  const left = log.flatMap(({ event }) => (event.type === 'topic.suggested' ? [event] : []));
  return topics.map(({ shareId, at }) => {
    const place = left.findIndex((event) => event.shareId === shareId && event.at === at);
    return place < 0 ? null : (left.splice(place, 1)[0]?.text ?? null);
  });
}
