import { type Report, reportSchema } from '../../src/contract/report.ts';
import { type GivenFact, givenFactSchema, strongerAnswerSchema } from '../../src/contract/stronger-answer.ts';
import { rubric } from '../../src/report/rubric/rubric.ts';
import { sampleTurns } from './sample-interview.ts';

const levels = { substance: 3, structure: 2, relevance: 4, credibility: 3.5, differentiation: 1.5 } as const;

const segments = sampleTurns.flatMap(({ segments: own }) => own ?? []);

const dimensions = rubric.map(({ id, checks }) => ({
  id,
  level: levels[id],
  spread: id === 'structure' ? 1 : 0.5,
  samples: 3,
  checks: checks.map((check, index) => ({
    id: check.id,
    score: index === 0 ? 2 : index % 2,
    evidence: index === 0 ? ['s002', 's003'] : index % 2 === 1 ? ['s004'] : [],
  })),
  evidence: ['s002', 's003', 's004'],
  whyNotHigher: `No second case shows ${id}.`,
  whyNotLower: `One case shows ${id}.`,
}));

const figure = (name: string, unit: string, value: number | null, why: string | null = null) => ({
  ...{ name, unit, value, why },
});

const figures = [
  figure('speech_rate', 'words_per_minute', 142),
  figure('articulation_rate', 'words_per_minute', 186),
  figure('phonation_ratio', 'share', 0.76),
  figure('pauses', 'count', 14),
  figure('long_pauses', 'count', 2),
  figure('mean_run', 'words', 7.4),
  figure('time_to_first_word', 's', null, 'below_floor'),
  figure('talk_share', 'share', 0.63),
  figure('longest_monologue', 's', 34),
  figure('overlaps', 'count', 1),
  figure('overlaps_won', 'count', 0),
  figure('hedges', 'per_100_words', 1.8),
  figure('crutch_words', 'per_100_words', 0.4),
  figure('fillers_at_least', 'count', 3),
];

/** A report on the sample interview, in the form that a worker would store. */
export function sampleReport(over: Partial<Report> = {}): Report {
  return reportSchema.parse({
    format: 1,
    version: 1,
    madeAt: Date.UTC(2026, 10, 30, 12, 10),
    language: 'en-US',
    madeBy: {
      judge: 'model',
      models: { judge: 'judge-1', support: 'support-1', advice: 'judge-1' },
      promptVersion: '1',
      rubricHash: 'ab'.repeat(32),
      samples: 3,
    },
    cost: { usd: 0.184, input: 75_000, cached: 60_000, output: 25_000 },
    gate: { isAudible: true, missing: [] },
    overall: 2.8,
    dimensions,
    questions: [
      {
        id: 'q1',
        itemIds: ['item_1', 'item_2'],
        text: 'Tell me about a system that you made faster.',
        pointId: 'p1',
        answer: ['s001', 's002', 's003', 's004'],
        answerType: 'story',
        shares: { situation: 0.4, task: 0.1, action: 0.35, result: 0.15 },
        figures: figures.slice(0, 6),
      },
      {
        id: 'q2',
        itemIds: ['item_3', 'item_4'],
        text: 'How do you work with a team that disagrees?',
        answer: ['s005'],
        answerType: 'opinion',
        figures: [],
      },
      { id: 'q3', itemIds: ['item_5'], text: 'What would you do in the first month?', answer: [] },
    ],
    figures,
    findings: [
      { id: 'f1', mode: 'figure', about: 'speech_rate', text: 'You spoke 142 words a minute.' },
      {
        id: 'f2',
        mode: 'level',
        about: 'relevance',
        questionId: 'q1',
        text: 'The case fits the job.',
        evidence: ['s002'],
        support: 'supports',
      },
      {
        id: 'f3',
        mode: 'cannot_judge',
        about: 'structure',
        questionId: 'q2',
        text: 'One sentence is too little.',
      },
      {
        id: 'f4',
        mode: 'level',
        about: 'differentiation',
        questionId: 'q1',
        text: 'Any engineer could tell this.',
        evidence: ['s003', 's004'],
        support: 'partly',
      },
      {
        id: 'f5',
        mode: 'does_not_apply',
        about: 'structure',
        questionId: 'q3',
        text: 'Nothing was answered.',
      },
      { id: 'f6', mode: 'failed', about: 'credibility', text: 'The judge gave no answer to this.' },
    ],
    advice: {
      questions: [
        {
          questionId: 'q1',
          bestMoment: 's003',
          missedChance: { text: 'You say that it got faster and not by how much.', evidence: ['s004'] },
          missingFact: 'By how much did the latency fall?',
        },
      ],
      changes: [
        { text: 'End each case with a figure.', evidence: ['s004'] },
        { text: 'Say which part was yours.', evidence: ['s002'] },
        { text: 'Answer a second question with a case.', evidence: ['s005'] },
      ],
      drill: 'Tell the case of the latency in sixty seconds, result first.',
    },
    segments,
    moments: [
      {
        kind: 'hesitation',
        questionId: 'q1',
        hasPlan: true,
        covered: ['Makes systems faster'],
        open: ['Makes systems faster', 'Works with others'],
        competencies: ['ownership', 'collaboration'],
        waitedMs: 2_400,
      },
      {
        kind: 'follow_up',
        questionId: 'q2',
        hasPlan: true,
        open: ['Works with others'],
        competencies: ['ownership', 'collaboration'],
      },
    ],
    dropped: { unsupported: 2, quotations: 1 },
    ...over,
  });
}

/** A report that judges nothing, because too little was understood. */
export function insufficientReport(): Report {
  return sampleReport({
    gate: {
      isAudible: false,
      missing: [
        { what: 'words', measured: 12, bound: 30 },
        { what: 'line', measured: 0.31, bound: 0.15 },
      ],
    },
    overall: null,
    dimensions: [],
    findings: [],
    advice: null,
    dropped: { unsupported: 0, quotations: 0 },
  });
}

/** No fact was given. */
export const noFacts = { givenFacts: [], factTexts: [], strongerAnswers: [], coachNotes: [], topics: [] };

/** The fact that the sample report asks for, and what was written from it. */
export function sampleFacts(over: Partial<GivenFact> = {}) {
  const about = { version: 1, questionId: 'q1' };
  const answer = strongerAnswerSchema.parse({
    ...{ ...about, format: 1, factNumber: 1, madeAt: Date.UTC(2026, 10, 30, 12, 20) },
    madeBy: { writer: 'model', model: 'judge-1', promptVersion: '1' },
    cost: { usd: 0.0123 },
    ...{ text: 'I moved the session lookup to Redis, and it fell from 900 to 200 ms at ___.', blanks: 1 },
  });
  const given = givenFactSchema.parse({ ...about, state: 'ready', ...over });
  return {
    ...{ givenFacts: [given], factTexts: ['From 900 to 200 ms.'] },
    strongerAnswers: given.state === 'ready' ? [answer] : [],
    coachNotes: [],
    topics: [],
  };
}
