/**
 * `npm run judge:check`: holds the judge of reports to eight ladders of five answers, to what must not change a level and to
 * what must, and prints what it found. With OPENAI_API_KEY the real model is asked, otherwise the rules of the stand-in.
 * Options: `--samples 3` for each dimension, `--ladders 8`, `--runs 1` (5 tells the standard deviation), `--alter` to try
 * the alterations too. A full run of the model (`--alter --runs 5`) asks about 10,000 times, the plain one 600 times.
 * Fails where a bound is missed.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DimensionId } from '@ringback/shared/contract/report';
import { alterations, asAllDidIt } from '../support/report/altered-answers.ts';
import { askRules } from '../support/report/ask-rules.ts';
import { type AskModel, judgeOneAnswer, type Levels, meanLevel } from '../support/report/judged-answer.ts';
import { ladders } from '../support/report/ladders.ts';
import { rankCorrelation } from '../support/report/rank-correlation.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
if (existsSync('.env')) process.loadEnvFile('.env');
const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '3' },
    ladders: { type: 'string', default: '8' },
    runs: { type: 'string', default: '1' },
    alter: { type: 'boolean', default: false },
  },
});
const apiKey = process.env.OPENAI_API_KEY || undefined;
const model = process.env.OPENAI_REPORT_MODEL || 'gpt-6.1-terra';
const samples = Number(values.samples);

const responses = `${process.env.OPENAI_BASE_URL || 'https://api.openai.com/v1'}/responses`;
const mostTries = 4;

/** The text of a response (OpenAI API reference, "Create a model response"). */
function textOf({ output }: { output: { content?: { text?: string }[] }[] }): string {
  return output.flatMap(({ content = [] }) => content.map(({ text = '' }) => text)).join('');
}

function askOpenai(key: string): AskModel {
  return async ({ name, instructions, input }, schema) => {
    const body = JSON.stringify({
      ...{ model, instructions, input, store: false, max_output_tokens: 8_000 },
      text: { format: { type: 'json_schema', name, strict: true, schema } },
    });
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    for (let tries = 1; ; tries++) {
      const response = await fetch(responses, { method: 'POST', headers, body });
      if (response.ok) return JSON.parse(textOf(await response.json()));
      if (tries === mostTries || response.status < 429) throw new Error(`OpenAI answers ${response.status}`);
      await new Promise((resolve) => setTimeout(resolve, 2_000 * tries));
    }
  };
}

const ask = apiKey === undefined ? askRules : askOpenai(apiKey);
const missed: string[] = [];
function hold(what: string, value: number, bound: { least?: number; most?: number }): void {
  const isGood =
    !Number.isNaN(value) && value >= (bound.least ?? -Infinity) && value <= (bound.most ?? Infinity);
  const limit = bound.least === undefined ? `at most ${bound.most}` : `at least ${bound.least}`;
  say(`${isGood ? 'good  ' : 'MISSED'} ${what}: ${value.toFixed(2)} (${limit})`);
  if (!isGood) missed.push(what);
}

interface Judged {
  name: string;
  expected: number;
  given: { jobTitle: string; question: string; answer: string };
  levels: Levels;
  mean: number;
}
const judge = async (given: Judged['given']) => {
  const { levels } = await judgeOneAnswer(given, ask, samples);
  return { levels, mean: meanLevel(levels) ?? Number.NaN };
};
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

async function judgeLadders(): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const { id, jobTitle, question, answers } of ladders.slice(0, Number(values.ladders))) {
    for (const [index, answer] of answers.entries()) {
      const given = { jobTitle, question, answer };
      judged.push({ name: `${id} ${index + 1}`, expected: index + 1, given, ...(await judge(given)) });
    }
    const means = judged.slice(-5).map((one) => one.mean.toFixed(1));
    say(`${id.padEnd(10)} ${means.join('  ')}`);
  }
  return judged;
}

function holdOrder(judged: readonly Judged[]): void {
  const expected = judged.map((one) => one.expected);
  const means = judged.map((one) => one.mean);
  hold('rank correlation', rankCorrelation(means, expected), { least: 0.9 });
  const within = judged.filter((one) => Math.abs(one.mean - one.expected) <= 1).length / judged.length;
  hold('share within one level', within, { least: 0.95 });
}

async function holdAlterations(judged: readonly Judged[]): Promise<void> {
  for (const [name, alter] of Object.entries(alterations)) {
    const changes: number[] = [];
    for (const { given, mean: before } of judged)
      changes.push(Math.abs((await judge({ ...given, answer: alter(given.answer) })).mean - before));
    hold(`${name}: mean change`, mean(changes), { most: 0.5 });
    say(
      `       of ${changes.length} answers ${changes.filter((change) => change > 0.5).length} by more than half a level`,
    );
  }
}

async function holdSensitivity(judged: readonly Judged[]): Promise<void> {
  const fell = async (dimension: DimensionId, one: Judged, answer: string) => {
    const { levels } = await judge({ ...one.given, answer });
    return (levels[dimension] ?? 0) < (one.levels[dimension] ?? 0) ? 1 : 0;
  };
  const strong = judged.filter(({ expected }) => expected >= 4);
  const shared: number[] = [];
  for (const one of strong) shared.push(await fell('credibility', one, asAllDidIt(one.given.answer)));
  hold('"I" → "we" lowers credibility, share', mean(shared), { least: 0.95 });
  if (apiKey === undefined) {
    say('       off topic: the rules give no level for relevance');
    return;
  }
  const [first, ...others] = judged.filter(({ expected }) => expected === 5);
  for (const other of first === undefined ? [] : others) {
    const { levels } = await judge({ ...other.given, answer: first?.given.answer ?? '' });
    hold(`off topic (${other.name}): relevance`, levels.relevance ?? Number.NaN, { most: 2 });
  }
}

async function holdRepetition(judged: readonly Judged[]): Promise<void> {
  const deviations: number[] = [];
  for (const { given } of judged.filter(({ expected }) => expected === 3)) {
    const means: number[] = [];
    for (let run = 0; run < Number(values.runs); run++) means.push((await judge(given)).mean);
    const middle = mean(means);
    deviations.push(Math.sqrt(mean(means.map((one) => (one - middle) ** 2))));
  }
  hold(`standard deviation of ${values.runs} runs`, Math.max(...deviations), { most: 0.3 });
}

say(
  apiKey === undefined
    ? 'No OPENAI_API_KEY: the rules of the stand-in are asked.'
    : `${model}, ${samples} samples`,
);
const judged = await judgeLadders();
holdOrder(judged);
await holdSensitivity(judged);
const fine = await judgeOneAnswer(
  { jobTitle: 'Baker', question: 'How was it?', answer: 'Fine.' },
  ask,
  samples,
);
hold('levels given to "Fine."', Object.keys(fine.levels).length, { most: 0 });
if (values.alter) await holdAlterations(judged);
if (Number(values.runs) > 1) await holdRepetition(judged);
process.exitCode = missed.length === 0 ? 0 : 1;
