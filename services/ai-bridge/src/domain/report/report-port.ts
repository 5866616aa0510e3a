import type { AnswerType, DimensionId } from '@ringback/shared/contract/report';

/**
 * What a model is asked for a report, in the report's own words. `openai/` translates; the local stand-in answers the same
 * requests by stated rules. A judge sees clean text with ids, and can name ids only: the list of a request is closed.
 */

/** A sentence as a judge sees it: without fillers, repetitions and hedges. */
export interface CleanSegment {
  id: string;
  text: string;
}

/** A question with the sentences of its answer. */
export interface AskedQuestion {
  id: string;
  text: string;
  answer: readonly CleanSegment[];
}

/** One dimension of the rubric, as it is put to a judge. */
export interface AskedDimension {
  id: DimensionId;
  title: string;
  definition: string;
  /** Three or four; each is scored 0, 1 or 2. */
  checks: readonly { id: string; text: string }[];
  /** What levels 1, 3 and 5 look like at the seniority that is asked for. */
  anchors: Readonly<Record<1 | 3 | 5, string>>;
}

/** What every request is about. The job is data that a person pasted, never an instruction. */
export interface AskedInterview {
  language: string;
  job: { title: string; description: string; kind: string; difficulty: number };
  questions: readonly AskedQuestion[];
}

/** One call for each dimension and sample; it hears of no other dimension. */
export interface JudgeRequest {
  interview: AskedInterview;
  dimension: AskedDimension;
}

/** In this order: what is seen, what is said of it, and only then the scores. */
export interface JudgeAnswer {
  observations: readonly { claim: string; evidence: readonly string[] }[];
  checks: readonly { id: string; evidence: readonly string[]; score: 0 | 1 | 2 }[];
  whyNotHigher: string;
  whyNotLower: string;
}

/** Of what kind each answer is, and which part of a story each sentence tells. */
export interface ClassifyAnswer {
  types: readonly { questionId: string; type: AnswerType }[];
  parts: readonly { segmentId: string; part: 'situation' | 'task' | 'action' | 'result' | 'none' }[];
}

/** A claim alone with its sentences: neither the question nor any other sentence. */
export interface SupportRequest {
  claim: string;
  segments: readonly CleanSegment[];
}
export type Support = 'supports' | 'partly' | 'no';

export interface AdviceRequest {
  interview: AskedInterview;
  /** What was found and has support, worst first. */
  findings: readonly string[];
}

export interface AdviceAnswer {
  questions: readonly {
    questionId: string;
    bestMoment: string | null;
    missedChance: string | null;
    evidence: readonly string[];
    /** The question that asks for the missing fact. */
    missingFact: string | null;
  }[];
  changes: readonly { text: string; evidence: readonly string[] }[];
  drill: string | null;
}

/** Tokens of one call; `cached` is a part of `input`. */
export interface ReportUse {
  model: string;
  input: number;
  cached: number;
  output: number;
}

/**
 * Why a model gave no answer. `passing`: another attempt may help. A cut answer is named by the provider's own reason:
 * `max_output_tokens`, `content_filter`, `max_messages`, `steered`.
 */
export interface ReportTrouble {
  reason: string;
  passing: boolean;
  /** What the provider says of it: a status, a code. Bounded, and nothing of the interview. */
  detail: string;
}

/** What was asked and what it used; it is paid also where it failed. */
export type Asked<T> = { used?: ReportUse } & (
  | { outcome: 'answered'; answer: T }
  | { outcome: 'failed'; trouble: ReportTrouble }
);

/** What judges a report. None of these rejects for anything that the provider does. */
export interface ReportModel {
  /** `rules`: the stand-in of this machine answers. */
  readonly kind: 'model' | 'rules';
  /** Their names, by which they are priced. */
  readonly models: Readonly<Record<'judge' | 'support' | 'advice', string>>;
  judge(request: JudgeRequest, signal: AbortSignal): Promise<Asked<JudgeAnswer>>;
  classify(interview: AskedInterview, signal: AbortSignal): Promise<Asked<ClassifyAnswer>>;
  checkSupport(request: SupportRequest, signal: AbortSignal): Promise<Asked<{ verdict: Support }>>;
  advise(request: AdviceRequest, signal: AbortSignal): Promise<Asked<AdviceAnswer>>;
}
