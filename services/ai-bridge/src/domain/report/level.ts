import type { ReportDimension } from '@ringback/shared/contract/report';
import type { AskedDimension, JudgeAnswer } from './report-port.ts';

/**
 * How scores become levels. The judge gives no level: it scores the items of a checklist and cites sentences. The rest
 * is arithmetic, the same for every report.
 */

/** With fewer sentences than this there is no level. */
const leastEvidence = 2;
/** Samples that are this far apart read an anchor in two ways. */
const farApart = 2;
/** How many samples a dimension has at most. */
const mostSamples = 5;

type Score = 0 | 1 | 2;
interface Sample {
  level: number;
  scores: readonly Score[];
  answer: JudgeAnswer;
}

/**
 * The scores in the rubric's order. A score that cites nothing counts as 0. Null: an item has no score, or more than
 * one.
 */
function scoresOf({ checks }: AskedDimension, answer: JudgeAnswer): readonly Score[] | null {
  const scores = checks.map(({ id }) => {
    const [score, second] = answer.checks.filter((check) => check.id === id);
    if (score === undefined || second !== undefined) return null;
    return score.evidence.length === 0 ? 0 : score.score;
  });
  return scores.every((score) => score !== null) ? scores : null;
}

const toHalves = (level: number) => Math.round(level * 2) / 2;

/** From 1, with no point of the checklist, to 5 with all points, in halves. */
function toLevel(scores: readonly Score[]): number {
  const points = scores.reduce<number>((sum, score) => sum + score, 0);
  return toHalves(1 + (4 * points) / (2 * scores.length));
}

/** Every sentence that a judge's answer cites, once, in the order of the conversation. */
function citedBy({ observations, checks }: JudgeAnswer): string[] {
  return [...new Set([...observations, ...checks].flatMap(({ evidence }) => evidence))].sort();
}

/** One answer of the judge as a sample. Null: it cites too little, or is incomplete. */
function toSample(dimension: AskedDimension, answer: JudgeAnswer): Sample | null {
  const scores = scoresOf(dimension, answer);
  if (scores === null || citedBy(answer).length < leastEvidence) return null;
  return { level: toLevel(scores), scores, answer };
}

/** The middle value. For an even number of values, the mean of the middle two. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const spreadOf = (levels: readonly number[]) => Math.max(...levels) - Math.min(...levels);

/** How many more samples a dimension needs: up to the wanted number, and up to five if they are two levels apart. */
export function samplesMissing(
  dimension: AskedDimension,
  answers: readonly JudgeAnswer[],
  wanted: number,
): number {
  const levels = answers.flatMap((answer) => toSample(dimension, answer)?.level ?? []);
  const isFarApart = levels.length > 1 && spreadOf(levels) >= farApart;
  return Math.max(0, (isFarApart ? Math.max(wanted, mostSamples) : wanted) - answers.length);
}

/** A judged dimension, with the observations of the sample that stands for it. */
export interface Judged {
  dimension: ReportDimension;
  observations: JudgeAnswer['observations'];
}

function unjudged(id: string, samples: number): Judged {
  const nothing = { level: null, spread: null, checks: [], evidence: [], whyNotHigher: '', whyNotLower: '' };
  const why = samples === 0 ? 'no_judge' : 'too_little_evidence';
  return { dimension: { id, samples, ...nothing, why }, observations: [] };
}

/**
 * A check with the sentences that were cited for the score that counts, without those of samples that scored
 * otherwise.
 */
function toCheck(samples: readonly Sample[], id: string, index: number): ReportDimension['checks'][number] {
  const score = median(samples.map(({ scores }) => scores[index] ?? 0));
  const agreeing = samples.filter(({ scores }) => Math.abs((scores[index] ?? 0) - (score ?? 0)) < 1);
  const cited = agreeing.flatMap(
    ({ answer }) => answer.checks.find((check) => check.id === id)?.evidence ?? [],
  );
  return { id, score, evidence: [...new Set(cited)].sort() };
}

/**
 * Makes a dimension from its samples. Its level is their median. It has none if most of them found too little to cite.
 * Its words come from the sample nearest to the median.
 */
export function judgeDimension(asked: AskedDimension, answers: readonly JudgeAnswer[]): Judged {
  const samples = answers.flatMap((answer) => toSample(asked, answer) ?? []);
  const levels = samples.map(({ level }) => level);
  const middle = median(levels);
  if (middle === null || samples.length * 2 <= answers.length) return unjudged(asked.id, answers.length);
  const distance = ({ level }: Sample) => Math.abs(level - middle);
  const nearest = samples.reduce((best, sample) => (distance(sample) < distance(best) ? sample : best));
  const dimension = {
    id: asked.id,
    level: toHalves(middle),
    spread: spreadOf(levels),
    samples: answers.length,
    checks: asked.checks.map(({ id }, index) => toCheck(samples, id, index)),
    evidence: citedBy(nearest.answer),
    whyNotHigher: nearest.answer.whyNotHigher,
    whyNotLower: nearest.answer.whyNotLower,
    why: null,
  };
  return { dimension, observations: nearest.answer.observations };
}

/** The mean of all dimensions, in tenths. Each has the same weight. Null if one has no level. */
export function overallLevel(dimensions: readonly ReportDimension[]): number | null {
  const levels = dimensions.flatMap(({ level }) => level ?? []);
  if (levels.length === 0 || levels.length < dimensions.length) return null;
  return Math.round((levels.reduce((sum, level) => sum + level, 0) / levels.length) * 10) / 10;
}
