import type OpenAI from 'openai';
import {
  buildAdvicePrompt,
  buildClassifyPrompt,
  buildJudgePrompt,
  buildStrongerPrompt,
  buildSupportPrompt,
  type Prompt,
} from '../domain/report/prompts.ts';
import type { AskedBy, ReportModel } from '../domain/report/report-port.ts';
import {
  adviceFormat,
  classifyFormat,
  judgeFormat,
  type ReportFormat,
  strongerFormat,
  supportFormat,
} from './report-format.ts';
import { requestResponse } from './response-request.ts';

/** The longest that one question is waited for, with what is asked again. */
const judgeBoundMs = 120_000;
const supportBoundMs = 30_000;

/** Reports are judged by the Responses API: the judge also sorts answers and advises, a small model checks support. */
export function createReportModel(
  client: OpenAI,
  { kind, judge, support }: { kind: ReportModel['kind']; judge: string; support: string },
): ReportModel {
  const ask =
    (model: string, boundMs: number) =>
    <T>(prompt: Prompt, format: ReportFormat<T>, by: AskedBy) =>
      requestResponse(client, { model, prompt, format, boundMs, ...by });
  const byJudge = ask(judge, judgeBoundMs);
  const bySupport = ask(support, supportBoundMs);
  return {
    kind,
    models: { judge, support, advice: judge },
    judge: (request, by) => byJudge(buildJudgePrompt(request), judgeFormat(request), by),
    classify: (interview, by) => byJudge(buildClassifyPrompt(interview), classifyFormat(interview), by),
    checkSupport: (request, by) => bySupport(buildSupportPrompt(request), supportFormat(), by),
    advise: (request, by) => byJudge(buildAdvicePrompt(request), adviceFormat(request.interview), by),
    strengthen: (request, by) => byJudge(buildStrongerPrompt(request), strongerFormat(), by),
  };
}
