import { expect, test } from 'vitest';
import type { Entry } from './conversation.ts';
import { heardPart, truncateEntry } from './truncate.ts';

function spoken(audioMs: number): Entry {
  return {
    item: {
      id: 'item_1',
      object: 'realtime.item',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_audio', transcript: 'one two three four' }],
    },
    origin: 'model',
    audioMs,
    atMs: 0,
    heard: null,
    audio: null,
  };
}

test('an answer is cut where it was last heard, and its text with it', () => {
  const entry = spoken(4000);
  expect(truncateEntry(entry, 0, 2000)).toBeNull();
  expect(entry.audioMs).toBe(2000);
  expect(entry.item).toMatchObject({ content: [{ transcript: 'one two' }] });
});

test('only existing model audio can be cut, and never beyond its length', () => {
  expect(truncateEntry(undefined, 0, 1)).toMatchObject({ code: 'item_truncate_invalid_item_id' });
  expect(truncateEntry(spoken(4000), 0, 4001)).toMatchObject({
    code: 'invalid_value',
    message: 'Audio content of 4000ms is already shorter than 4001ms',
  });
  expect(truncateEntry(spoken(4000), 1, 10)).toMatchObject({ code: 'unsupported_content_type' });
  expect(truncateEntry(spoken(0), 0, 0)).toMatchObject({ code: 'unsupported_content_type' });
  expect(truncateEntry({ ...spoken(4000), origin: 'client' }, 0, 10)).toMatchObject({
    code: 'unsupported_content_type',
  });
});

test('a share of the words consists of whole words', () => {
  expect(heardPart('one two three', 0)).toBe('');
  expect(heardPart('one two three', 0.6)).toBe('one two');
  expect(heardPart('one two three', 1)).toBe('one two three');
});
