import type { SessionId } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { describe, expect, it } from 'vitest';
import { dimensionsFor, segmentsOf, toAskedInterview } from './asked.ts';
import { readInterview } from './interview.ts';
import { toQuestions } from './questions.ts';

const item = (speaker: TranscriptItem['speaker'], text: string, startedAtMs: number, endedAtMs: number) => ({
  ...{ itemId: `i${startedAtMs}`, previousItemId: null, speaker, status: 'completed' as const },
  ...{ text, startedAtMs, endedAtMs, heardMs: null },
});
const interview = readInterview(
  [
    item('candidate', 'Hello?', 0, 500),
    item('interviewer', 'Hello, I am your interviewer today.', 1_000, 3_000),
    item('interviewer', 'What did you do?', 3_000, 4_000),
    item('candidate', 'Um. We were late at Acme.', 5_000, 7_000),
    item('interviewer', 'Take your time.', 8_000, 9_000),
    item('candidate', 'I asked them all. It was done.', 10_000, 13_000),
    item('interviewer', 'And then?', 14_000, 15_000),
    item('candidate', 'Mm.', 16_000, 16_300),
  ],
  [],
  'en',
);
const { segments } = segmentsOf(interview);

describe('the questions of an interview', () => {
  it('count the answer before the last words, though it is recorded after their phase', () => {
    const [asked, answered, last, thanks] = [
      item('interviewer', 'What did you do?', 0, 1_000),
      item('candidate', 'I asked them all.', 2_000, 4_000),
      item('interviewer', 'Thank you for your time, and for your answers. Goodbye.', 5_000, 7_000),
      item('candidate', 'Goodbye.', 8_000, 9_000),
    ] as const;
    const base = { sessionId: 'ses_00000001' as SessionId, at: 1 };
    const recorded = ({ itemId, previousItemId, speaker, text, startedAtMs, endedAtMs }: typeof asked) => ({
      ...{ ...base, type: 'transcript.completed' as const, itemId, previousItemId, speaker, text },
      ...{ startedAtMs, endedAtMs },
    });
    const closing = { ...base, type: 'interview.phase_changed' as const, phase: 'closing' };
    const events = [recorded(asked), closing, recorded(answered), recorded(last), recorded(thanks)];
    const { exchanges, turns } = readInterview([asked, answered, last, thanks], events, 'en');
    expect(exchanges.map(({ answer }) => answer.map(({ text }) => text))).toEqual([['I asked them all.']]);
    expect(turns.map(({ isAfterQuestions }) => isAfterQuestions)).toEqual([false, false, true, true]);
  });

  it('are what was asked since the last answer, where a prompt that asks nothing changes no question', () => {
    expect(
      interview.exchanges.map(({ id, text, answer }) => [id, text, answer.map((turn) => turn.text)]),
    ).toEqual([
      [
        'q1',
        'Hello, I am your interviewer today. What did you do? Take your time.',
        ['Um. We were late at Acme.', 'I asked them all. It was done.'],
      ],
      ['q2', 'And then?', ['Mm.']],
    ]);
  });

  it('tell when both spoke at once, with the answer to which that belongs', () => {
    const turns = [
      item('interviewer', 'What did you do then, and what came of it?', 0, 5_000),
      item('candidate', 'I asked them all. It was done in a week.', 4_000, 9_000),
      item('interviewer', 'And what would you do in another team?', 10_000, 13_000),
      item('candidate', 'The same again, I think, in every team.', 14_000, 18_000),
    ];
    const cutIn = readInterview(turns, [], 'en');
    const [first, second] = toQuestions(cutIn, segmentsOf(cutIn).segments, null);
    expect(first?.overlaps).toEqual([
      { atMs: 4_000, lastsMs: 1_000, cameSecond: 'candidate', wentOn: 'candidate' },
    ]);
    expect(second?.overlaps).toEqual([]);
  });

  it('are shown to the judge without sentences that are empty once they are cleaned', () => {
    const job = jobConfigurationSchema.parse({ jobTitle: 'Baker', resume: 'secret', company: 'Acme' });
    const asked = toAskedInterview(interview, segments, job);
    expect(asked.questions[0]?.answer).toEqual([
      { id: 's002', text: 'We were late at Acme.' },
      { id: 's003', text: 'I asked them all.' },
      { id: 's004', text: 'It was done.' },
    ]);
    expect(JSON.stringify(asked)).not.toContain('secret');
  });

  it('tell the kind of each answer, and in which part of a story its time was spent', () => {
    const parts = [
      { segmentId: 's002', part: 'situation' },
      { segmentId: 's003', part: 'action' },
      { segmentId: 's004', part: 'result' },
      { segmentId: 's002', part: 'result' },
    ] as const;
    const types = [{ questionId: 'q1', type: 'story' as const }];
    const [first, second] = toQuestions(interview, segments, { types, parts });
    expect(first).toMatchObject({ answerType: 'story', answer: ['s001', 's002', 's003', 's004'] });
    const { situation, task, action, result } = first?.shares ?? {};
    expect([situation, task, action, result]).toEqual([
      expect.closeTo(0.37, 1),
      0,
      expect.closeTo(0.36, 1),
      expect.closeTo(0.26, 1),
    ]);
    expect(second).toMatchObject({ answerType: null, shares: null });
    expect(toQuestions(interview, segments, null)[0]).toMatchObject({ answerType: null, shares: null });
  });
});

describe('the dimensions that are asked for', () => {
  it('have the anchors for the seniority that the job names, or else the difficulty stands for', () => {
    const job = { jobTitle: 'Baker', jobDescription: '' };
    const anchors = ([1, 2, 3] as const).map(
      (difficulty) => dimensionsFor({ ...job, difficulty })[0]?.anchors[5],
    );
    expect(new Set(anchors).size).toBe(3);
    expect(dimensionsFor({ ...job, difficulty: 2 })).toHaveLength(5);
    expect(dimensionsFor({ ...job, jobTitle: 'Senior baker', difficulty: 1 })[0]?.anchors[5]).toBe(
      anchors[2],
    );
  });
});
