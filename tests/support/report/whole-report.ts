import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { type Report, reportFormat } from '@ringback/shared/contract/report';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { type StoredEvent, storedEventSchema } from '@ringback/shared/contract/stored-events';
import {
  dimensionsFor,
  segmentsOf,
  toAskedInterview,
} from '../../../services/ai-bridge/src/domain/report/asked.ts';
import { judgeAudibility } from '../../../services/ai-bridge/src/domain/report/audibility.ts';
import { figuresOf } from '../../../services/ai-bridge/src/domain/report/figures.ts';
import { claimsOf } from '../../../services/ai-bridge/src/domain/report/findings.ts';
import { readInterview } from '../../../services/ai-bridge/src/domain/report/interview.ts';
import { toJudgedParts } from '../../../services/ai-bridge/src/domain/report/judged-report.ts';
import { judgeDimension } from '../../../services/ai-bridge/src/domain/report/level.ts';
import { chooseMoments } from '../../../services/ai-bridge/src/domain/report/moments.ts';
import {
  buildAdvicePrompt,
  buildClassifyPrompt,
  buildJudgePrompt,
  buildSupportPrompt,
  type Prompt,
} from '../../../services/ai-bridge/src/domain/report/prompts.ts';
import { toQuestions } from '../../../services/ai-bridge/src/domain/report/questions.ts';
import {
  adviceFormat,
  classifyFormat,
  judgeFormat,
  type ReportFormat,
  supportFormat,
} from '../../../services/ai-bridge/src/openai/report-format.ts';
import type { AskModel } from './judged-answer.ts';
import type { ToldTurn, Transcript } from './transcripts.ts';

/** What the interviewer of every told conversation wanted. */
export const toldPlan = {
  competencies: ['ownership', 'collaboration'],
  mustCover: [
    { id: 'p1', text: 'Calm on a busy ward' },
    { id: 'p2', text: 'Handovers' },
  ],
  warmUp: 'Shall we begin?',
  curveball: null,
  phases: [{ phase: 'questions', untilMs: 600_000 }],
};

const msPerWord = 400;
const pauseMs = 1_000;

/** The record of a told conversation: its transcript items, the plan, and when each turn was spoken. */
function recordOf(turns: readonly ToldTurn[]): {
  transcript: TranscriptItem[];
  events: StoredEvent[];
} {
  let atMs = 0;
  const told = turns.map((turn, index) => {
    const startedAtMs = atMs + pauseMs;
    const lastsMs = turn.lastsMs ?? turn.text.split(/\s+/).length * msPerWord;
    const endedAtMs = startedAtMs + lastsMs;
    atMs = endedAtMs;
    const { speaker, text, isCut = false, lineGapMs } = turn;
    const span = { itemId: `item_${index}`, speaker, startedAtMs, endedAtMs };
    const item: TranscriptItem = {
      ...{ ...span, text, previousItemId: null, heardMs: isCut ? lastsMs : null },
      status: isCut ? 'interrupted' : 'completed',
    };
    const lineGaps = [{ fromMs: startedAtMs + 500, toMs: startedAtMs + 500 + (lineGapMs ?? 0) }];
    const measured = storedEventSchema.parse({
      ...{
        type: 'speech.measured',
        sessionId: 'session-1',
        at: index,
        ...span,
        overlapMs: 0,
        afterMs: pauseMs,
      },
      ...(speaker === 'candidate' ? { voiced: [{ fromMs: startedAtMs, toMs: endedAtMs }] } : {}),
      ...(lineGapMs === undefined ? {} : { lineGaps }),
    });
    const said = storedEventSchema.parse({
      ...{ type: 'transcript.completed', sessionId: 'session-1', at: index, ...span, text },
    });
    return { item, events: [said, measured] };
  });
  return {
    transcript: told.map(({ item }) => item),
    events: [...planned(), ...told.flatMap(({ events }) => events)],
  };
}

/** The plan, on the record before the first word. */
function planned(): StoredEvent[] {
  const base = { sessionId: 'session-1', at: 0 };
  const plan = { type: 'interview.planned', plan: toldPlan, madeBy: 'rules', configurationHash: 'a' };
  return [plan, { type: 'interview.phase_changed', phase: 'questions' }].map((event) =>
    storedEventSchema.parse({ ...base, ...event }),
  );
}

/** Makes the whole report of a conversation, each part of it asked of `ask`. */
export async function reportOn(given: Transcript, ask: AskModel): Promise<Report> {
  const job = jobConfigurationSchema.parse({
    jobTitle: 'Ward nurse',
    ...{ jobDescription: given.jobDescription, language: given.language },
  });
  const { transcript, events } = recordOf(given.turns);
  const interview = readInterview(transcript, events, given.language);
  const { segments, leftOut } = segmentsOf(interview);
  const gate = judgeAudibility(interview, segments);
  const base = {
    ...{ format: reportFormat, version: 1, madeAt: 0, language: given.language, gate, interviewMode: 'exam' },
    madeBy: {
      ...{ judge: 'rules', promptVersion: '', rubricHash: '', samples: 1, seniority: null },
      models: { judge: null, support: null, advice: null },
    },
    cost: { usd: 0, input: 0, cached: 0, output: 0 },
    figures: figuresOf(interview),
    leftOut,
    segments: segments.map(({ clean: _, ...segment }) => segment),
    moments: chooseMoments(interview, events, 0),
  };
  const read = async <T>(prompt: Prompt, format: ReportFormat<T>): Promise<T> => {
    const answer = format.read(await ask(prompt, format.schema));
    if (answer === null) throw new Error(`${prompt.name}: no answer in the shape of its schema`);
    return answer;
  };
  if (!gate.isAudible) {
    const nothing = { overall: null, dimensions: [], findings: [], advice: null };
    const dropped = { unsupported: 0, quotations: 0 };
    return { ...base, ...nothing, dropped, questions: toQuestions(interview, segments, null) };
  }
  const shown = toAskedInterview(interview, segments, job);
  const judged = await Promise.all(
    dimensionsFor(job).map(async (dimension) => {
      const request = { interview: shown, dimension };
      return judgeDimension(dimension, [await read(buildJudgePrompt(request), judgeFormat(request))]);
    }),
  );
  const claims = claimsOf(judged);
  const textOf = new Map(segments.map(({ id, clean }) => [id, clean]));
  const verdicts = await Promise.all(
    claims.map(async ({ text, evidence }) => {
      const cited = evidence.map((id) => ({ id, text: textOf.get(id) ?? '' }));
      return (await read(buildSupportPrompt({ claim: text, segments: cited }), supportFormat())).verdict;
    }),
  );
  const advicePrompt = buildAdvicePrompt({ interview: shown, findings: claims.map(({ text }) => text) });
  const judgement = {
    ...{ judged, claims, verdicts },
    classified: await read(buildClassifyPrompt(shown), classifyFormat(shown)),
    advice: await read(advicePrompt, adviceFormat(shown)),
  };
  return { ...base, ...toJudgedParts(interview, segments, judgement, [job.jobDescription]) };
}
