import { expect, it } from 'vitest';
import type { LogEntry } from '../contract/stored-events.ts';
import { topicTexts } from './topic-texts.ts';

const suggested = (shareId: string, at: number, text: string) =>
  ({ event: { type: 'topic.suggested', shareId, at, by: '', text } }) as unknown as LogEntry;
const unreadable = {
  event: { type: 'unknown', originalType: 'topic.suggested', at: 1 },
} as unknown as LogEntry;
const topic = (shareId: string, at: number) => ({ shareId: shareId as never, at });

it('each topic has the text of its own entry; one whose entry cannot be read has none', () => {
  const topics = [topic('one', 1), topic('two', 2), topic('one', 3)];
  const log = [suggested('one', 1, 'first'), suggested('two', 2, 'second'), suggested('one', 3, 'third')];
  expect(topicTexts(topics, log)).toEqual(['first', 'second', 'third']);
  expect(topicTexts(topics, [unreadable, ...log.slice(1)])).toEqual([null, 'second', 'third']);
});
