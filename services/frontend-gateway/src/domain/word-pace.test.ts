import { expect, it } from 'vitest';
import { noWords, offerAgain, offerWords, settleWords, takeDue, type WordPace } from './word-pace.ts';

const words = (itemId: string, text: string) => ({
  itemId,
  previousItemId: null,
  speaker: 'candidate' as const,
  text,
});

/** Offers words every 10 ms for a second. Returns what is sent of them, with its time. */
function speak(itemsAt: (now: number) => readonly string[]) {
  let pace: WordPace = noWords;
  const sent: { at: number; itemId: string; text: string }[] = [];
  const take = (at: number) => {
    const taken = takeDue(pace, at);
    pace = taken.pace;
    if (taken.due !== null) sent.push({ at, itemId: taken.due.itemId, text: taken.due.text });
  };
  for (let now = 0; now < 1000; now += 10) {
    for (const itemId of itemsAt(now)) pace = offerWords(pace, words(itemId, `${itemId} ${now}`), now);
    take(now);
  }
  for (let now = 1000; now < 1300; now += 10) take(now);
  return sent;
}

it('sends the first words at once and then the newest ones, ten times a second', () => {
  const sent = speak(() => ['a']);
  expect(sent.map(({ at }) => at)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  expect(sent[0]?.text).toBe('a 0');
  expect(sent[1]?.text).toBe('a 100');
  expect(sent.at(-1)?.text).toBe('a 990');
});

it('sends ten a second in all while both sides speak, each in turn, and the last words of each', () => {
  const sent = speak(() => ['a', 'b']);
  const inFirstSecond = sent.filter(({ at }) => at < 1000);
  expect(inFirstSecond).toHaveLength(10);
  expect(inFirstSecond.map(({ itemId }) => itemId).join('')).toBe('ababababab');
  expect(sent.findLast(({ itemId }) => itemId === 'a')?.text).toBe('a 990');
  expect(sent.findLast(({ itemId }) => itemId === 'b')?.text).toBe('b 990');
});

it('says how long held-back words must wait', () => {
  const first = takeDue(offerWords(noWords, words('a', 'one'), 0), 0);
  expect(first).toMatchObject({ due: { text: 'one' }, waitMs: null });
  const second = offerWords(first.pace, words('a', 'one two'), 30);
  expect(takeDue(second, 30)).toMatchObject({ due: null, waitMs: 70 });
  expect(takeDue(second, 100)).toMatchObject({ due: { text: 'one two' }, waitMs: null });
  const other = offerWords(second, words('b', 'yes'), 40);
  expect(takeDue(other, 100)).toMatchObject({ due: { text: 'one two' }, waitMs: 100 });
});

it('sends what was sent once more, in its turn, when a viewer arrives', () => {
  const sent = takeDue(offerWords(noWords, words('a', 'one'), 0), 0);
  const again = offerAgain(sent.pace, 50);
  expect(takeDue(again, 50)).toMatchObject({ due: null, waitMs: 50 });
  expect(takeDue(again, 100)).toMatchObject({ due: { text: 'one' }, waitMs: null });
});

it('does not send settled items, and holds no more items than a conversation has', () => {
  const held = offerWords(offerWords(noWords, words('a', 'one'), 0), words('a', 'one two'), 10);
  expect(takeDue(settleWords(held, 'a'), 1000).due).toBeNull();
  let pace: WordPace = noWords;
  for (let item = 0; item < 100; item += 1) pace = offerWords(pace, words(`item ${item}`, 'x'), 0);
  expect([...pace.items.keys()]).toEqual(Array.from({ length: 8 }, (_, index) => `item ${92 + index}`));
});
