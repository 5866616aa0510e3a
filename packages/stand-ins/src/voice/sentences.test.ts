import { expect, test } from 'vitest';
import { splitSentences, toSpeakable } from './sentences.ts';

test('a text is spoken sentence by sentence', () => {
  expect(splitSentences('Thank you.  What did you do next? I see!')).toEqual([
    'Thank you.',
    'What did you do next?',
    'I see!',
  ]);
  expect(splitSentences('  \n ')).toEqual([]);
});

test('a sentence without an end is cut at spaces, and nothing of it is lost', () => {
  const endless = Array.from({ length: 300 }, (_, index) => `word${index}`).join(' ');
  const parts = splitSentences(endless);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(400);
  expect(parts.join(' ')).toBe(endless);
  expect(splitSentences('x'.repeat(1000)).join('')).toBe('x'.repeat(1000));
});

test('typographic and accented letters become what the synthesiser can read', () => {
  expect(toSpeakable('“It’s naïve” – René said…')).toBe('"It\'s naive" , Rene said...');
});

test('a text without words is nothing to say', () => {
  for (const text of ['...', ' – ', '你好', '🙂']) expect(toSpeakable(text)).toBe('');
});
