import { expect, it } from 'vitest';
import { noWords, offerWords, settleWords, takeDue, type WordPace } from './word-pace.ts';

const words = (itemId: string, text: string) => ({
  itemId,
  previousItemId: null,
  speaker: 'candidate' as const,
  text,
});

it('sends the first words at once and then the newest, ten times a second at most', () => {
  let pace: WordPace = noWords;
  const sent: [number, string][] = [];
  const take = (now: number) => {
    const taken = takeDue(pace, now);
    pace = taken.pace;
    for (const { text } of taken.due) sent.push([now, text]);
  };
  for (let now = 0; now < 1000; now += 10) {
    const offered = offerWords(pace, words('a', `text ${now}`), now);
    pace = offered.pace;
    if (offered.send) sent.push([now, `text ${now}`]);
    take(now);
  }
  take(1100);
  expect(sent.length).toBeLessThanOrEqual(11);
  expect(sent[0]).toEqual([0, 'text 0']);
  expect(sent.at(-1)?.[1]).toBe('text 990');
});

it('says how long to wait for what is held back', () => {
  const first = offerWords(noWords, words('a', 'one'), 0);
  const second = offerWords(first.pace, words('a', 'one two'), 30);
  expect(second.send).toBe(false);
  expect(takeDue(second.pace, 30)).toMatchObject({ due: [], waitMs: 70 });
  expect(takeDue(second.pace, 100)).toMatchObject({ due: [{ text: 'one two' }], waitMs: null });
});

it('does not send what is settled, and holds no more items than a conversation has', () => {
  const held = offerWords(offerWords(noWords, words('a', 'one'), 0).pace, words('a', 'one two'), 10).pace;
  expect(takeDue(settleWords(held, 'a'), 1000).due).toEqual([]);
  let pace: WordPace = noWords;
  for (let item = 0; item < 100; item += 1) pace = offerWords(pace, words(`item ${item}`, 'x'), 0).pace;
  expect([...pace.keys()]).toEqual(Array.from({ length: 8 }, (_, index) => `item ${92 + index}`));
});
