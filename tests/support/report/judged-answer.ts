import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { DimensionId, ReportGate } from '@ringback/shared/contract/report';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import {
  dimensionsFor,
  segmentsOf,
  toAskedInterview,
} from '../../../services/ai-bridge/src/domain/report/asked.ts';
import { judgeAudibility } from '../../../services/ai-bridge/src/domain/report/audibility.ts';
import { readInterview } from '../../../services/ai-bridge/src/domain/report/interview.ts';
import { judgeDimension, samplesMissing } from '../../../services/ai-bridge/src/domain/report/level.ts';
import { buildJudgePrompt, type Prompt } from '../../../services/ai-bridge/src/domain/report/prompts.ts';
import type { JudgeAnswer } from '../../../services/ai-bridge/src/domain/report/report-port.ts';
import { judgeFormat } from '../../../services/ai-bridge/src/openai/report-format.ts';

/** Answers a prompt in the shape of a strict schema. Null: there is no answer. */
export type AskModel = (prompt: Prompt, schema: Record<string, unknown>) => Promise<unknown>;

export interface AskedAnswer {
  jobTitle: string;
  question: string;
  answer: string;
}

export type Levels = Readonly<Partial<Record<DimensionId, number | null>>>;

const msPerWord = 400;

function transcriptOf({ question, answer }: AskedAnswer): TranscriptItem[] {
  const answerMs = answer.split(/\s+/).length * msPerWord;
  const base = { previousItemId: null, status: 'completed' as const, heardMs: null };
  return [
    { ...base, itemId: 'i1', speaker: 'interviewer', text: question, startedAtMs: 0, endedAtMs: 4_000 },
    {
      ...base,
      itemId: 'c1',
      speaker: 'candidate',
      text: answer,
      startedAtMs: 5_000,
      endedAtMs: 5_000 + answerMs,
    },
  ];
}

/**
 * Judges one answer by the very steps that make a report. There are no levels where the answer does not pass the gate.
 */
export async function judgeOneAnswer(
  asked: AskedAnswer,
  ask: AskModel,
  samples = 1,
): Promise<{ gate: ReportGate; levels: Levels }> {
  const job = jobConfigurationSchema.parse({ jobTitle: asked.jobTitle });
  const interview = readInterview(transcriptOf(asked), [], 'en');
  const { segments } = segmentsOf(interview);
  const gate = judgeAudibility(interview, segments);
  if (!gate.isAudible) return { gate, levels: {} };
  const shown = toAskedInterview(interview, segments, job);
  const levels: Partial<Record<DimensionId, number | null>> = {};
  for (const dimension of dimensionsFor(job)) {
    const request = { interview: shown, dimension };
    const format = judgeFormat(request);
    const answers: JudgeAnswer[] = [];
    while (samplesMissing(dimension, answers, samples) > 0) {
      const answer = format.read(await ask(buildJudgePrompt(request), format.schema));
      if (answer === null) throw new Error(`no answer about ${dimension.id} in the shape of its schema`);
      answers.push(answer);
    }
    levels[dimension.id] = judgeDimension(dimension, answers).dimension.level;
  }
  return { gate, levels };
}

/** The mean of the judged dimensions. Null: none was judged. */
export function meanLevel(levels: Levels): number | null {
  const judged = Object.values(levels).filter((level) => level !== null);
  return judged.length === 0 ? null : judged.reduce((sum, level) => sum + level, 0) / judged.length;
}
