import type { AnswerType, DimensionId } from '@ringback/shared/contract/report';
import type { ReportFailure } from '@ringback/shared/contract/report-status';

/**
 * What a model is asked for a report, in the report's own words. `openai/` translates. The local stand-in answers the
 * same requests by stated rules. A judge sees clean text with ids, and can cite only the ids of its request.
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

/** One dimension of the rubric, in the form that a judge sees. */
export interface AskedDimension {
  id: DimensionId;
  title: string;
  definition: string;
  /** Three or four. Each is scored 0, 1 or 2. */
  checks: readonly { id: string; text: string }[];
  /** What levels 1, 3 and 5 look like at the seniority in question. */
  anchors: Readonly<Record<1 | 3 | 5, string>>;
}

/** What every request is about. The job is text that a person pasted, never an instruction. */
export interface AskedInterview {
  language: string;
  job: { title: string; description: string; kind: string; difficulty: number };
  questions: readonly AskedQuestion[];
}

/** One call for each dimension and sample. It mentions no other dimension. */
export interface JudgeRequest {
  interview: AskedInterview;
  dimension: AskedDimension;
}

/** In this order: first the evidence, then what is said of it, and only then the scores. */
export interface JudgeAnswer {
  observations: readonly { claim: string; evidence: readonly string[] }[];
  checks: readonly { id: string; evidence: readonly string[]; score: 0 | 1 | 2 }[];
  whyNotHigher: string;
  whyNotLower: string;
}

/** The kind of each answer, and which part of a story each sentence tells. */
export interface ClassifyAnswer {
  types: readonly { questionId: string; type: AnswerType }[];
  parts: readonly { segmentId: string; part: 'situation' | 'task' | 'action' | 'result' | 'none' }[];
}

/** One claim with its sentences, without the question and any other sentence. */
export interface SupportRequest {
  claim: string;
  segments: readonly CleanSegment[];
}
export type Support = 'supports' | 'partly' | 'no';

export interface AdviceRequest {
  interview: AskedInterview;
  /** The findings with support, the worst first. */
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

/** All that a stronger answer may draw on: what was said, the résumé, and the fact that the candidate has given. */
export interface StrongerRequest {
  language: string;
  questions: readonly AskedQuestion[];
  resume: string;
  /** The question whose answer is to be stronger, what its report asked for, and the candidate's words. */
  missing: { questionId: string; asked: string; fact: string };
}

/** Tokens of one call; `cached` is a part of `input`. */
export interface ReportUse {
  model: string;
  input: number;
  cached: number;
  output: number;
}

/**
 * Why a model gave no answer. `passing`: another attempt may help. A cut answer has the provider's own reason:
 * `max_output_tokens`, `content_filter`, `max_messages`, `steered`.
 */
export interface ReportTrouble {
  reason: ReportFailure;
  passing: boolean;
  /** What the provider says about it, such as a status or a code. It is bounded and holds nothing of the interview. */
  detail: string;
}

/**
 * An answer with its use, repetitions included. The use is paid for even if the call failed. A request of which nothing
 * came back counts with the most that it may have used.
 */
export type Asked<T> = { used?: ReportUse } & (
  | { outcome: 'answered'; answer: T }
  | { outcome: 'failed'; trouble: ReportTrouble }
);

/** For whom a model is asked. The provider knows them by a hash alone. `signal` stops the call. */
export interface AskedBy {
  candidate: string;
  signal: AbortSignal;
  /**
   * Holds back money for one request before it is sent, until its call is over. The reason if there is not enough: then
   * it must not be sent. A call that is under way already (its second request) does not wait for what others hold.
   * Rejects without Redis.
   */
  hold(most: ReportUse): Promise<ReportFailure | null>;
}

/** What judges a report. No call rejects because of the provider. */
export interface ReportModel {
  /** `rules`: this machine's stand-in answers. */
  readonly kind: 'model' | 'rules';
  /** The models' names, by which their use is priced. */
  readonly models: Readonly<Record<'judge' | 'support' | 'advice', string>>;
  judge(request: JudgeRequest, by: AskedBy): Promise<Asked<JudgeAnswer>>;
  classify(interview: AskedInterview, by: AskedBy): Promise<Asked<ClassifyAnswer>>;
  checkSupport(request: SupportRequest, by: AskedBy): Promise<Asked<{ verdict: Support }>>;
  advise(request: AdviceRequest, by: AskedBy): Promise<Asked<AdviceAnswer>>;
  strengthen(request: StrongerRequest, by: AskedBy): Promise<Asked<{ text: string }>>;
}
