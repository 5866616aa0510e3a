import { type Phase, phases } from '@ringback/shared/contract/lifecycle';
import { describe, expect, it } from 'vitest';
import { toText } from './explore.ts';
import { mutations } from './mutations.ts';
import { type Property, properties } from './properties.ts';
import { check, type ScenarioName, scenarios } from './scenarios.ts';

/** The check is exhaustive, so a loaded machine may need this long. Nothing here waits. */
const patienceMs = 60_000;

describe('every future of a small world keeps every property', () => {
  const seen = new Set<Phase>();

  it.each(Object.keys(scenarios) as ScenarioName[])(
    '%s',
    (name) => {
      const result = check(scenarios[name], {
        see: ({ sessions }) => {
          for (const { fold } of sessions) seen.add(fold.record.phase);
        },
      });
      expect(result.counterexample && toText(result.counterexample)).toBeUndefined();
      expect(result.isComplete).toBe(true);
    },
    patienceMs,
  );

  it('and together they have been in every phase', () => {
    expect(phases.filter((phase) => !seen.has(phase))).toEqual([]);
  });
});

describe('a missing rule is found', () => {
  it.each(Object.entries(mutations))(
    '%s',
    (_name, { rules, scenario, breaks }) => {
      const { counterexample } = check(scenarios[scenario], { rules });
      expect(counterexample?.broken).toBe(properties[breaks]);
    },
    patienceMs,
  );

  it('for every property', () => {
    const broken = new Set(Object.values(mutations).map(({ breaks }) => breaks));
    const names = Object.keys(properties) as Property[];
    expect(names.filter((name) => !broken.has(name))).toEqual([]);
  });
});
