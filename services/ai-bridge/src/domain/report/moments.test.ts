import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { type StoredEvent, storedEventSchema } from '@ringback/shared/contract/stored-events';
import { describe, expect, it } from 'vitest';
import { readInterview } from './interview.ts';
import { chooseMoments } from './moments.ts';

const activeAt = 1_000_000;
const plan = {
  competencies: ['ownership', 'collaboration'],
  mustCover: [
    { id: 'p1', text: 'Redis' },
    { id: 'p2', text: 'On call' },
  ],
  warmUp: 'Tell me about yourself.',
  curveball: 'What is the strongest argument against you?',
  phases: [
    { phase: 'warm_up', untilMs: 45_000 },
    { phase: 'questions', untilMs: 240_000 },
  ],
};

/** One line of a told interview: a turn, or something else that the log has. */
type Line = readonly ['asks' | 'says', string, number?] | readonly ['log', string, object];

/** The moments of an interview whose log has these lines, one each second. */
function momentsOf(...lines: readonly Line[]) {
  const transcript: TranscriptItem[] = [];
  const events = lines.flatMap((line, index): StoredEvent[] => {
    const base = { sessionId: 'ses_00000001', at: activeAt + index * 1_000 };
    const read = (event: object) => storedEventSchema.parse({ ...base, ...event });
    if (line[0] === 'log') return [read({ type: line[1], ...line[2] })];
    const [who, text, waitedMs] = line;
    const speaker = who === 'asks' ? 'interviewer' : 'candidate';
    const times = { startedAtMs: index * 1_000, endedAtMs: index * 1_000 + 900 };
    const item = { itemId: `i${index}`, previousItemId: null, speaker, text, ...times } as const;
    transcript.push({ ...item, status: 'completed', heardMs: null });
    const measured = { type: 'speech.measured', ...item, overlapMs: 0, afterMs: waitedMs ?? 300 };
    return [read({ type: 'transcript.completed', ...item }), read(measured)];
  });
  return chooseMoments(readInterview(transcript, events, 'en'), events, activeAt);
}
const planned = (over: object = {}, hash = 'a'): Line => [
  ...(['log', 'interview.planned'] as const),
  { plan: { ...plan, ...over }, madeBy: 'rules', configurationHash: hash },
];
const covered = (pointId: string): Line => ['log', 'interview.point_covered', { pointId }];
const phase = (name: string): Line => ['log', 'interview.phase_changed', { phase: name }];
const beginning = [
  planned(),
  phase('questions'),
  ['asks', 'What did you do at Acme?'],
  ['says', 'A lot.'],
] as const;

describe('the moments of an interview', () => {
  it('are further questions after an answer that covered nothing, first those that covered a point then', () => {
    const moments = momentsOf(
      ...beginning,
      ['asks', 'And what exactly was that?'],
      ['says', 'Much.'],
      ['asks', 'What did you do with Redis?'],
      ['says', 'I moved the sessions to it.'],
      covered('p1'),
      ['asks', 'Who was on call?'],
      ['says', 'I was.'],
    );
    expect(moments).toMatchObject([
      { kind: 'follow_up', questionId: 'q2', covered: [], open: ['Redis', 'On call'], why: null },
      { kind: 'follow_up', questionId: 'q3', covered: ['Redis'], competencies: plan.competencies },
    ]);
  });

  it('have the last question before the interviewer moved on with points open, and whether time was over', () => {
    const end = (at: number): Line => [
      ...(['log', 'interview.phase_changed'] as const),
      { phase: 'candidate_questions', at: activeAt + at },
    ];
    const told = (at: number) =>
      momentsOf(...beginning, covered('p2'), end(at), ['asks', 'What do you want to know?']);
    expect(told(240_000)).toMatchObject([
      { kind: 'moved_on', questionId: 'q1', open: ['Redis'], why: 'time_over' },
    ]);
    expect(told(100_000)).toMatchObject([{ kind: 'moved_on', why: null }]);
    expect(momentsOf(...beginning, covered('p2'), covered('p1'), end(240_000))).toEqual([]);
  });

  it('have the longest silence before an answer, if it is two seconds at least', () => {
    const told = (...waited: number[]) =>
      momentsOf(
        ...waited.flatMap(
          (ms) =>
            [
              ['asks', 'And what was that?'],
              ['says', 'This.', ms],
            ] as Line[],
        ),
      );
    expect(told(1_900, 400)).toEqual([]);
    expect(told(2_100, 4_200, 2_300)).toMatchObject([
      { kind: 'hesitation', questionId: 'q2', waitedMs: 4_200, hasPlan: false, covered: [], open: [] },
    ]);
  });

  it('have the question that was to surprise, in the words of the plan', () => {
    expect(
      momentsOf(
        ...beginning,
        covered('p1'),
        ['asks', 'Well: what is the strongest argument against you?'],
        [...(['says', 'None.'] as const)],
      ),
    ).toMatchObject([{ kind: 'curveball', questionId: 'q2' }]);
  });

  it('have the first question after a changed plan, and where that came from', () => {
    const changed = (hash: string) =>
      momentsOf(...beginning, covered('p1'), planned({ mustCover: [{ id: 'p1', text: 'Go' }] }, hash), [
        ...(['asks', 'Do you know Go?'] as const),
      ]);
    expect(changed('b')).toMatchObject([
      { kind: 'plan_changed', questionId: 'q2', why: 'job_changed', open: ['Go'] },
    ]);
    expect(changed('a')).toMatchObject([{ why: 'model_plan' }]);
    // The same plan again, as another bridge tells it, is no change.
    expect(momentsOf(...beginning, covered('p1'), planned(), ['asks', 'Do you know Go?'])).toEqual([]);
    // A plan that came before the first question has changed nothing that was asked.
    expect(momentsOf(planned(), planned({ mustCover: [] }), ['asks', 'Do you know Go?'])).toEqual([]);
  });

  it('are four at most, each question once, in the order of the interview', () => {
    const slow: Line[] = [
      ['asks', 'And what exactly was that?'],
      ['says', 'This.', 3_000],
    ];
    expect(momentsOf(...beginning, ...slow).map(({ kind }) => kind)).toEqual(['hesitation']);
    const asked = [...Array(9)].flatMap((_, index): Line[] => [
      ['asks', `And what was the number ${index}?`],
      ['says', 'This.', 2_000 + index],
    ]);
    const moments = momentsOf(...beginning, ...asked);
    expect(moments.map(({ kind, questionId }) => `${kind} ${questionId}`)).toEqual([
      ...['follow_up q2', 'follow_up q3', 'follow_up q4', 'hesitation q10'],
    ]);
  });
});
