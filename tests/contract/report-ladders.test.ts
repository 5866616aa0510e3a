import { beforeAll, describe, expect, it } from 'vitest';
import { alterations, asAllDidIt } from '../support/report/altered-answers.ts';
import { askRules } from '../support/report/ask-rules.ts';
import { judgeOneAnswer, type Levels, meanLevel } from '../support/report/judged-answer.ts';
import { ladders } from '../support/report/ladders.ts';
import { rankCorrelation } from '../support/report/rank-correlation.ts';

/**
 * Which of the checks for a real judge (`npm run judge:check`) the stand-in's rules pass. The rules read the form of
 * an answer. They cannot judge whether a question was answered (relevance) or what tells a candidate apart
 * (differentiation), and give no level for either.
 */
interface Judged {
  name: string;
  question: string;
  answer: string;
  jobTitle: string;
  expected: number;
  levels: Levels;
  mean: number;
}

async function judge(given: {
  question: string;
  answer: string;
  jobTitle: string;
}): Promise<{ levels: Levels; mean: number }> {
  const { levels } = await judgeOneAnswer(given, askRules);
  return { levels, mean: meanLevel(levels) ?? Number.NaN };
}

let judged: Judged[];
beforeAll(async () => {
  judged = await Promise.all(
    ladders.flatMap(({ id, question, jobTitle, answers }) =>
      answers.map(async (answer, index) => {
        const given = { question, answer, jobTitle };
        return { ...given, name: `${id} ${index + 1}`, expected: index + 1, ...(await judge(given)) };
      }),
    ),
  );
});

describe('eight ladders of five answers', () => {
  it('are put in their order', () => {
    expect(judged).toHaveLength(40);
    const means = judged.map(({ mean }) => mean);
    expect(
      rankCorrelation(
        means,
        judged.map(({ expected }) => expected),
      ),
    ).toBeGreaterThanOrEqual(0.9);
    for (const { id } of ladders) {
      const own = judged.filter(({ name }) => name.startsWith(`${id} `));
      expect(
        rankCorrelation(
          own.map(({ mean }) => mean),
          [1, 2, 3, 4, 5],
        ),
      ).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('are within one level of the expected one in 95 of 100', () => {
    const off = judged.filter(({ mean, expected }) => !(Math.abs(mean - expected) <= 1));
    expect(off.length / judged.length, off.map(({ name }) => name).join()).toBeLessThanOrEqual(0.05);
  });

  it('get no level where a rule cannot defend one', () => {
    for (const { levels } of judged)
      expect(levels).toMatchObject({ relevance: null, differentiation: null, substance: expect.any(Number) });
  });

  it('are judged alike each time', async () => {
    for (const one of judged) expect(await judge(one)).toEqual({ levels: one.levels, mean: one.mean });
  });
});

const recognitionErrors = '5 % recognition errors';

describe('a change that leaves the meaning', () => {
  async function changesBy(name: string): Promise<number[]> {
    const alter = alterations[name];
    if (alter === undefined) throw new Error(`no alteration "${name}"`);
    const changed = judged.filter(({ answer }) => alter(answer) !== answer);
    // Many of the answers contain no name, and short ones have few words to mishear.
    expect(changed.length).toBeGreaterThan(name === 'names swapped' ? 8 : 25);
    return await Promise.all(
      judged.map(async (one) =>
        Math.abs((await judge({ ...one, answer: alter(one.answer) })).mean - one.mean),
      ),
    );
  }

  it.each(Object.keys(alterations).filter((name) => name !== recognitionErrors))(
    '%s: at most half a level',
    async (name) => {
      expect((await changesBy(name)).filter((change) => !(change <= 0.5))).toEqual([]);
    },
  );

  /** The rules cannot pass all of it: where the recogniser loses the verb, they lose the action. */
  it('5 % recognition errors: at most half a level in 95 of 100', async () => {
    const changes = await changesBy(recognitionErrors);
    expect(changes.filter((change) => !(change <= 0.5)).length / changes.length).toBeLessThanOrEqual(0.05);
  });
});

describe('a change of the meaning', () => {
  const find = (name: string) => {
    const one = judged.find((given) => given.name === name);
    if (one === undefined) throw new Error(`no answer ${name}`);
    return one;
  };

  it.each([
    ['conflict 3', ' After that the handovers were on time.'],
    ['customer 4', ' The guest came back in October and asked for me by name.'],
    ['deadlines 3', ' All three took place on time, and the customer of the launch booked us again.'],
    ['learning 3', ' The report was ready in time, and my team still uses it.'],
  ])('structure falls without the result (%s)', async (name, result) => {
    const whole = find(name);
    expect(whole.answer).toContain(result);
    const { levels } = await judge({ ...whole, answer: whole.answer.replace(result, '') });
    expect(levels.structure).toBeLessThan(whole.levels.structure ?? 0);
  });

  it('credibility falls when "we" did what "I" did', async () => {
    for (const one of judged.filter(({ expected }) => expected >= 3)) {
      const { levels } = await judge({ ...one, answer: asAllDidIt(one.answer) });
      expect([one.name, levels.credibility]).toEqual([one.name, expect.any(Number)]);
      expect(levels.credibility, one.name).toBeLessThan(one.levels.credibility ?? 0);
    }
  });

  it('"Fine." gets neither a level nor praise', async () => {
    const { gate, levels } = await judgeOneAnswer({ ...find('conflict 1'), answer: 'Fine.' }, askRules);
    expect([gate.isAudible, levels]).toEqual([false, {}]);
  });

  /** The rules cannot tell this. They abstain where a model must give a level of at most 2. */
  it('an answer to another question is not judged to be relevant', async () => {
    const other = { ...find('conflict 5'), answer: find('process 5').answer };
    expect((await judge(other)).levels.relevance).toBeNull();
  });
});
