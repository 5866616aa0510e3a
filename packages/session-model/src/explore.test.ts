import { expect, it } from 'vitest';
import { explore, type Step, toText } from './explore.ts';

/** Counts up by one or two, at most to ten. */
const steps = (world: number): Step<number>[] =>
  [1, 2].flatMap((by) => {
    const next = world + by;
    if (next > 10) return [];
    return [{ text: `${world} becomes ${next}`, world: next, broken: next === 7 ? 'seven' : undefined }];
  });

it('visits every world once', () => {
  const seen: number[] = [];
  const safe = (world: number) => steps(world).map(({ text, world: next }) => ({ text, world: next }));
  const result = explore({ start: 0, steps: safe, toKey: String, mostWorlds: 100, see: (n) => seen.push(n) });
  expect(result).toEqual({ worlds: 11, steps: 19, isComplete: true });
  expect(seen.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it('finds a shortest way to break a property, and describes it', () => {
  const { counterexample } = explore({ start: 0, steps, toKey: String, mostWorlds: 100 });
  if (!counterexample) throw new Error('nothing found');
  expect(counterexample.trace).toHaveLength(4);
  expect(toText(counterexample)).toMatch(/^broken: seven\n {2}1\. 0 becomes [12]\n/);
});

it('reports when it has not seen everything', () => {
  const safe = (world: number) => [{ text: 'more', world: world + 1 }];
  expect(explore({ start: 0, steps: safe, toKey: String, mostWorlds: 5 }).isComplete).toBe(false);
});
