import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { Dimension, Seniority } from '@ringback/shared/report/rubric/dimension';
import { rubric } from '@ringback/shared/report/rubric/rubric';
import { type Segment, toSegments } from '@ringback/shared/report/segments';
import type { Exchange } from './exchanges.ts';
import type { Interview } from './interview.ts';
import type { AskedDimension, AskedInterview } from './report-port.ts';
import { type SeniorJob, toSeniority } from './seniority.ts';

/**
 * The candidate's sentences in answer to the questions. The candidate's own questions at the end are not among them.
 */
export function segmentsOf({ exchanges, language }: Interview): ReturnType<typeof toSegments> {
  const turns = exchanges.flatMap(({ answer }) => answer);
  return toSegments(
    turns.map(({ itemId, text, startedAtMs, endedAtMs, voiced }) => ({
      ...{ itemId, text, startedAtMs, endedAtMs },
      voiced: voiced ?? [],
    })),
    language,
  );
}

/** The sentences of the answer in one exchange. */
export function sentencesIn({ answer }: Exchange, segments: readonly Segment[]): Segment[] {
  const items = new Set(answer.map(({ itemId }) => itemId));
  return segments.filter(({ itemId }) => items.has(itemId));
}

/**
 * What a judge is shown of an interview: clean sentences with ids. A sentence that consists of fillers alone is left
 * out.
 */
export function toAskedInterview(
  { exchanges, language }: Interview,
  segments: readonly Segment[],
  job: JobConfiguration,
): AskedInterview {
  const { jobTitle: title, jobDescription: description, kind, difficulty } = job;
  const questions = exchanges.map((exchange) => ({
    id: exchange.id,
    text: exchange.text,
    answer: sentencesIn(exchange, segments)
      .filter(({ clean }) => clean !== '')
      .map(({ id, clean }) => ({ id, text: clean })),
  }));
  return { language, job: { title, description, kind, difficulty }, questions };
}

function toAsked(
  { id, title, definition, checks, anchors }: Dimension,
  seniority: Seniority,
): AskedDimension {
  return { id, title, definition, checks, anchors: anchors[seniority] };
}

/** The dimensions of the rubric, with the anchors for this job. */
export function dimensionsFor(job: SeniorJob): AskedDimension[] {
  const { level } = toSeniority(job);
  return rubric.map((dimension) => toAsked(dimension, level));
}
