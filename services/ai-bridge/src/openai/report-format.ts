import { answerTypes } from '@ringback/shared/contract/report';
import { z } from 'zod';
import type {
  AdviceAnswer,
  AskedInterview,
  ClassifyAnswer,
  JudgeAnswer,
  JudgeRequest,
  Support,
} from '../domain/report/report-port.ts';

/**
 * The shapes of a model's answers for a report, limited to the ids of one session, so that a model cannot name any
 * other id. Strict mode (guide "Structured outputs") allows at most five levels and at most 1,000 enum values in all,
 * so the schema has the ids only once. Keys come in the order in which they stand here.
 */
export interface ReportFormat<T> {
  schema: Record<string, unknown>;
  /** The answer in the words of the port. Null: it has another shape. */
  read(value: unknown): T | null;
}

function toFormat<S extends z.ZodObject, T>(shape: S, toAnswer: (value: z.output<S>) => T): ReportFormat<T> {
  return {
    schema: z.toJSONSchema(shape, { target: 'draft-2020-12', reused: 'ref' }),
    read(value) {
      const read = shape.safeParse(value);
      return read.success ? toAnswer(read.data) : null;
    },
  };
}

const segmentIds = ({ questions }: AskedInterview) =>
  z.enum(questions.flatMap(({ answer }) => answer.map(({ id }) => id)));
const questionIds = ({ questions }: AskedInterview) => z.enum(questions.map(({ id }) => id));

export function judgeFormat({ interview, dimension }: JudgeRequest): ReportFormat<JudgeAnswer> {
  const evidence = z.array(segmentIds(interview));
  const check = z.object({ evidence, score: z.literal([0, 1, 2]) });
  const shape = z.object({
    observations: z.array(z.object({ evidence, claim: z.string() })),
    checks: z.object(Object.fromEntries(dimension.checks.map(({ id }) => [id, check]))),
    whyNotHigher: z.string(),
    whyNotLower: z.string(),
  });
  return toFormat(shape, ({ checks, ...answer }) => ({
    ...answer,
    checks: Object.entries(checks).map(([id, scored]) => ({ id, ...scored })),
  }));
}

const parts = ['situation', 'task', 'action', 'result'] as const;

export function classifyFormat(interview: AskedInterview): ReportFormat<ClassifyAnswer> {
  const ids = z.array(segmentIds(interview));
  const shape = z.object({
    types: z.array(z.object({ questionId: questionIds(interview), type: z.enum(answerTypes) })),
    situation: ids,
    task: ids,
    action: ids,
    result: ids,
  });
  return toFormat(shape, ({ types, ...lists }) => ({
    types,
    parts: parts.flatMap((part) => lists[part].map((segmentId) => ({ segmentId, part }))),
  }));
}

export function supportFormat(): ReportFormat<{ verdict: Support }> {
  const shape = z.object({ why: z.string(), verdict: z.enum(['supports', 'partly', 'no']) });
  return toFormat(shape, ({ verdict }) => ({ verdict }));
}

export function adviceFormat(interview: AskedInterview): ReportFormat<AdviceAnswer> {
  const id = segmentIds(interview);
  const evidence = z.array(id);
  const question = z.object({
    questionId: questionIds(interview),
    bestMoment: id.nullable(),
    evidence,
    missedChance: z.string().nullable(),
    missingFact: z.string().nullable(),
  });
  const shape = z.object({
    questions: z.array(question),
    changes: z.array(z.object({ evidence, text: z.string() })),
    drill: z.string().nullable(),
  });
  return toFormat(shape, (answer) => answer);
}

export function strongerFormat(): ReportFormat<{ text: string }> {
  return toFormat(z.object({ text: z.string() }), (answer) => answer);
}
