import { z } from 'zod';
import { itemIdSchema } from './ids.ts';
import { reportMomentSchema } from './report-moment.ts';
import { storedText, storedWord } from './text.ts';

/**
 * A report as it is stored, one for each version. Any release may have written it: words of lists are kept as text,
 * what another release left out has a default, unknown fields are dropped. The lists of words below are those that
 * this release writes. Times are ms of the call's audio, as in the transcript. Evidence names segments by their ids,
 * and nothing else.
 *
 * Who fills what: the worker (`report/` in ai-bridge) `format` to `cost`; the pure core everything from `gate` on.
 * What was not judged is absent (null, an empty list), never zero.
 */

/** What a judge looks at, in the order in which it is shown. */
export const dimensionIds = [
  'substance',
  'structure',
  'relevance',
  'credibility',
  'differentiation',
] as const;
export type DimensionId = (typeof dimensionIds)[number];

/** How a finding is shown. */
export const findingModes = ['level', 'figure', 'cannot_judge', 'does_not_apply', 'failed'] as const;
export type FindingMode = (typeof findingModes)[number];

/** What an answer is (Bangerter 2014). */
export const answerTypes = ['story', 'pseudo_story', 'example', 'opinion', 'self_description'] as const;
export type AnswerType = (typeof answerTypes)[number];

/** Figures of how was spoken. Unit, formula and source stand in the doc comment of the function that measures each. */
export const figureNames = [
  ...['speech_rate', 'articulation_rate', 'phonation_ratio', 'pauses', 'long_pauses', 'mean_run'],
  ...['time_to_first_word', 'talk_share', 'longest_monologue', 'overlaps', 'overlaps_begun', 'overlaps_won'],
  ...['hedges', 'crutch_words', 'fillers_at_least'],
] as const;
export type FigureName = (typeof figureNames)[number];

/**
 * A judge can be given at most 1,000 ids and other words of lists (OpenAI guide "Structured outputs": enum values). The
 * ids of 100 questions and five answer types must fit beside the sentences.
 */
export const mostSegments = 890;
/** How many times in which both spoke are told of one answer. */
export const mostOverlaps = 50;
/** How many hints and how many earlier tries are told of one question. */
export const mostHints = 20;
export const mostEarlierTries = 10;
/** How many items of the transcript a question names, and each of its tries. */
export const mostItems = 200;
/** What one stored report may weigh, as UTF-8 of its JSON. */
export const mostReportBytes = 512 * 1024;

const segmentId = storedWord;
const evidence = z.array(segmentId).max(1_000).default([]);
const count = z.number().nonnegative();
const aTime = z.number();

/** A sentence of the candidate's, in the words that were heard. */
const segmentSchema = z.object({
  /** `s001`, `s002`, … in the order of the conversation. */
  id: segmentId,
  itemId: itemIdSchema,
  spoken: storedText,
  startedAtMs: aTime,
  endedAtMs: aTime,
});

/** A figure without a value says by a word why it has none. */
const figureSchema = z.object({
  name: storedWord,
  unit: storedWord,
  value: z.number().nullable(),
  why: storedWord.nullable().default(null),
});

/** Where an answer spent its time. Together 1. */
const sharesSchema = z.object({ situation: count, task: count, action: count, result: count });

/** A time in which both spoke: who came second, and who was still heard within a second after it. Null: neither was. */
const overlapSchema = z.object({
  atMs: aTime,
  lastsMs: count,
  cameSecond: storedWord,
  wentOn: storedWord.nullable().default(null),
});

/** A question of the interviewer's with the answer to it. */
const questionSchema = z.object({
  /** `q1`, `q2`, … */
  id: storedWord,
  itemIds: z.array(itemIdSchema).max(mostItems).default([]),
  text: storedText,
  /** The point of the plan that it was about, where one is known. */
  pointId: storedWord.nullable().default(null),
  /** Segments of the answer; none: nothing was answered. */
  answer: evidence,
  answerType: storedWord.nullable().default(null),
  /** Study mode: the interviewer's turns that were hints. */
  hints: z.array(itemIdSchema).max(mostHints).default([]),
  /** Study mode: tries before `answer`, in their order. They are shown and not judged. */
  earlierTries: z
    .array(z.object({ itemIds: z.array(itemIdSchema).max(mostItems).default([]), text: storedText }))
    .max(mostEarlierTries)
    .default([]),
  shares: sharesSchema.nullable().default(null),
  figures: z.array(figureSchema).max(50).default([]),
  overlaps: z.array(overlapSchema).max(mostOverlaps).default([]),
});

/** One item of a dimension's checklist: 0, 1 or 2, the median of all samples; 2 only with evidence. */
const checkSchema = z.object({ id: storedWord, score: z.number().nullable(), evidence });

const dimensionSchema = z.object({
  id: storedWord,
  /** 1 to 5, computed from the checks: the median of the samples. Null: it cannot be judged. */
  level: z.number().nullable(),
  /** The highest level of a sample less the lowest. */
  spread: z.number().nullable().default(null),
  samples: count.default(0),
  checks: z.array(checkSchema).max(20).default([]),
  evidence,
  whyNotHigher: storedText.default(''),
  whyNotLower: storedText.default(''),
  /** Why there is no level, as a word. */
  why: storedWord.nullable().default(null),
});

const findingSchema = z.object({
  /** `f1`, `f2`, … within this version: by it a candidate disputes one. */
  id: storedWord,
  mode: storedWord,
  /** The dimension or figure that it is about. */
  about: storedWord,
  questionId: storedWord.nullable().default(null),
  text: storedText,
  evidence,
  /** What the support check said: `supports`, `partly`; null where nothing was claimed. */
  support: storedWord.nullable().default(null),
});

const groundedSchema = z.object({ text: storedText, evidence });

const adviceSchema = z.object({
  questions: z
    .array(
      z.object({
        questionId: storedWord,
        bestMoment: segmentId.nullable().default(null),
        missedChance: groundedSchema.nullable().default(null),
        /** The question that asks for the fact that was missing. */
        missingFact: storedText.nullable().default(null),
      }),
    )
    .max(100)
    .default([]),
  /** Three at most, the most important first. */
  changes: z.array(groundedSchema).max(10).default([]),
  drill: storedText.nullable().default(null),
});

/** Whether enough was heard and understood to judge. What was missing, with the figure and its bound. */
const gateSchema = z.object({
  isAudible: z.boolean(),
  missing: z
    .array(
      z.object({
        what: storedWord,
        measured: z.number().nullable().default(null),
        bound: z.number().nullable().default(null),
      }),
    )
    .max(20)
    .default([]),
});

/** `entry`, `experienced` or `senior`; `from`: the `job` says so, or the `difficulty` of the interview stands for it. */
const senioritySchema = z.object({ level: storedWord, from: storedWord });
export type JudgedSeniority = z.infer<typeof senioritySchema>;

const madeBySchema = z.object({
  /** `model`; `rules`: the stand-in of this machine; `none`: only figures were computed. */
  judge: storedWord,
  /** By what it was used for. Null where none was. */
  models: z.object({
    judge: storedWord.nullable().default(null),
    support: storedWord.nullable().default(null),
    advice: storedWord.nullable().default(null),
  }),
  promptVersion: storedWord.default(''),
  /** Hash of the rubric: only reports of the same one are compared. */
  rubricHash: storedWord.default(''),
  /** Samples that were asked for, for each dimension. */
  samples: count.default(0),
  /** For how senior a person the anchors were. Null: nothing was judged, or by an earlier release. */
  seniority: senioritySchema.nullable().default(null),
});

/**
 * `usd`: what all attempts at this version have cost. The tokens are those of the last attempt alone; `cached` is a part
 * of `input`.
 */
const costSchema = z.object({
  usd: count,
  input: count.default(0),
  cached: count.default(0),
  output: count.default(0),
});

export const reportSchema = z.object({
  format: z.number().int().positive(),
  version: z.number().int().positive(),
  /** Epoch ms. */
  madeAt: z.number(),
  language: storedWord.default(''),
  /** `exam` or `study`. A report of an earlier release is of an exam. */
  interviewMode: storedWord.default('exam'),
  madeBy: madeBySchema,
  cost: costSchema,
  gate: gateSchema,
  /** 1 to 5: the mean of all dimensions, absent when one of them is. */
  overall: z.number().nullable().default(null),
  dimensions: z.array(dimensionSchema).max(20).default([]),
  questions: z.array(questionSchema).max(200).default([]),
  /** Of the whole interview. */
  figures: z.array(figureSchema).max(50).default([]),
  findings: z.array(findingSchema).max(500).default([]),
  advice: adviceSchema.nullable().default(null),
  segments: z.array(segmentSchema).max(2_000).default([]),
  /** In the order of the interview. */
  moments: z.array(reportMomentSchema).max(20).default([]),
  /** How many sentences at the end were left out, because a judge can be given `mostSegments` of them. */
  leftOut: count.default(0),
  /** What was left out, counted: claims without support, quotations that were never said. */
  dropped: z
    .object({ unsupported: count.default(0), quotations: count.default(0) })
    .default({ unsupported: 0, quotations: 0 }),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportSegment = Report['segments'][number];
export type ReportOverlap = ReportQuestion['overlaps'][number];
export type ReportFigure = Report['figures'][number];
export type ReportQuestion = Report['questions'][number];
export type ReportDimension = Report['dimensions'][number];
export type ReportFinding = Report['findings'][number];
export type ReportAdvice = NonNullable<Report['advice']>;
export type ReportGate = Report['gate'];
/** What the pure core makes of a conversation and of what the judge answered. */
export type ReportFindings = Omit<
  Report,
  'format' | 'version' | 'madeAt' | 'language' | 'interviewMode' | 'madeBy' | 'cost'
>;

/** What this release writes as `format`. */
export const reportFormat = 1;

/** A report as JSON, as its reader reads it; null when it is too heavy or could not be read: then nothing is stored. */
export function writeReport(report: Report): string | null {
  const read = reportSchema.safeParse(JSON.parse(JSON.stringify(report)));
  if (!read.success) return null;
  const text = JSON.stringify(read.data);
  return new TextEncoder().encode(text).length > mostReportBytes ? null : text;
}
