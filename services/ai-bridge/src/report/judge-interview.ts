import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { ReportStep } from '@ringback/shared/contract/report-status';
import type { Segment } from '@ringback/shared/report/segments';
import { dimensionsFor, toAskedInterview } from '../domain/report/asked.ts';
import { claimsOf } from '../domain/report/findings.ts';
import type { Interview } from '../domain/report/interview.ts';
import type { Judgement } from '../domain/report/judged-report.ts';
import { type Judged, judgeDimension, samplesMissing } from '../domain/report/level.ts';
import type {
  AskedDimension,
  AskedInterview,
  JudgeAnswer,
  ReportModel,
} from '../domain/report/report-port.ts';
import { type ReportAsker, ReportTroubleError } from './report-asker.ts';

interface Judging {
  model: ReportModel;
  asker: ReportAsker;
  /** Samples of each dimension. */
  samples: number;
  /** Tells how far it is. */
  tell: (step: ReportStep, done: number, of: number) => void;
}

/** Parts that no model gave, and why: the report stands without them. */
export type MissingPart = { about: 'answer_types' | 'support' | 'advice'; reason: string };

async function sampleDimension(
  shown: AskedInterview,
  dimension: AskedDimension,
  { model, asker, samples }: Judging,
): Promise<Judged> {
  const answers: JudgeAnswer[] = [];
  for (;;) {
    const missing = samplesMissing(dimension, answers, samples);
    if (missing === 0) return judgeDimension(dimension, answers);
    const asked = Array.from({ length: missing }, () =>
      asker.ask((by) => model.judge({ interview: shown, dimension }, by)),
    );
    answers.push(...(await Promise.all(asked)));
  }
}

/** The answer, or null with the part noted as missing. Only the judge is indispensable. */
async function orWithout<T>(
  missing: MissingPart[],
  about: MissingPart['about'],
  asked: Promise<T>,
): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ReportTroubleError)) throw error;
    if (!missing.some((part) => part.about === about)) missing.push({ about, reason: error.reason });
    return null;
  }
}

/** Has an interview judged. Rejects with a ReportTroubleError where the judge gave no answer, and without Redis. */
export async function judgeInterview(
  interview: Interview,
  segments: readonly Segment[],
  job: JobConfiguration,
  judging: Judging,
): Promise<{ judgement: Judgement; missing: MissingPart[] }> {
  const { model, asker, tell } = judging;
  const shown = toAskedInterview(interview, segments, job);
  const dimensions = dimensionsFor(job);
  const missing: MissingPart[] = [];
  let done = 0;
  tell('judging', done, dimensions.length);
  const judged = await Promise.all(
    dimensions.map(async (dimension) => {
      const one = await sampleDimension(shown, dimension, judging);
      done += 1;
      tell('judging', done, dimensions.length);
      return one;
    }),
  );
  const claims = claimsOf(judged);
  const textOf = new Map(segments.map(({ id, clean }) => [id, clean]));
  tell('checking', 0, claims.length);
  const verdicts = await Promise.all(
    claims.map(async ({ text, evidence }) => {
      const cited = evidence.map((id) => ({ id, text: textOf.get(id) ?? '' }));
      const asked = asker.ask((by) => model.checkSupport({ claim: text, segments: cited }, by));
      return (await orWithout(missing, 'support', asked))?.verdict ?? null;
    }),
  );
  tell('advising', 0, 1);
  const findings = claims.flatMap(({ text }, index) => (verdicts[index] === 'no' ? [] : [text]));
  const [classified, advice] = await Promise.all([
    orWithout(
      missing,
      'answer_types',
      asker.ask((by) => model.classify(shown, by)),
    ),
    orWithout(
      missing,
      'advice',
      asker.ask((by) => model.advise({ interview: shown, findings }, by)),
    ),
  ]);
  return { judgement: { judged, claims, verdicts, classified, advice }, missing };
}
