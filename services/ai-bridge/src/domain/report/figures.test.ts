import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { type StoredEvent, storedEventSchema } from '@ringback/shared/contract/stored-events';
import type { VoiceSpan } from '@ringback/shared/contract/voice-span';
import { describe, expect, it } from 'vitest';
import { figuresOf, figuresOfAnswer } from './figures.ts';
import { readInterview } from './interview.ts';

type Pair = readonly [fromMs: number, toMs: number];
interface Told {
  speaker: 'candidate' | 'interviewer';
  text: string;
  at: Pair;
  afterMs?: number;
  voiced?: readonly Pair[];
  lineGaps?: readonly Pair[];
}
const words = (count: number) => Array(count).fill('word').join(' ');
const asks = (at: Pair, text = 'What did you do there?'): Told => ({ speaker: 'interviewer', text, at });
const says = (text: string, voiced: readonly Pair[], given: Partial<Told> = {}): Told => ({
  speaker: 'candidate',
  text,
  at: [voiced[0]?.[0] ?? 0, voiced.at(-1)?.[1] ?? 0],
  voiced,
  ...given,
});
const toSpans = (pairs: readonly Pair[]): VoiceSpan[] => pairs.map(([fromMs, toMs]) => ({ fromMs, toMs }));

/** A conversation, told by its record: transcript items, and the events that were stored with them. */
function conversation(told: readonly (Told | 'own questions')[]) {
  const events: unknown[] = [];
  const transcript: TranscriptItem[] = [];
  told.forEach((turn, index) => {
    const base = { sessionId: 'session-1', at: index };
    if (turn === 'own questions') {
      events.push({ ...base, type: 'interview.phase_changed', phase: 'candidate_questions' });
      return;
    }
    const [startedAtMs, endedAtMs] = turn.at;
    const item = { itemId: `item_${index}`, speaker: turn.speaker, startedAtMs, endedAtMs };
    transcript.push({ ...item, text: turn.text, previousItemId: null, status: 'completed', heardMs: null });
    events.push({ ...base, ...item, type: 'transcript.completed', text: turn.text });
    events.push({
      ...{ ...base, ...item, type: 'speech.measured', overlapMs: 0, afterMs: turn.afterMs ?? null },
      ...(turn.voiced === undefined ? {} : { voiced: toSpans(turn.voiced) }),
      ...(turn.lineGaps === undefined ? {} : { lineGaps: toSpans(turn.lineGaps) }),
    });
  });
  const stored: StoredEvent[] = events.map((event) => storedEventSchema.parse(event));
  return readInterview(transcript, stored, 'en');
}
const read = (figures: ReturnType<typeof figuresOf>) =>
  Object.fromEntries(figures.map(({ name, value, why }) => [name, value ?? why]));
const measure = (...told: (Told | 'own questions')[]) => read(figuresOf(conversation(told)));

/** Rates and shares are right to 2 %. */
const near = (value: number) => expect.closeTo(value, -Math.log10(2 * 0.02 * value));

describe('figures of five conversations with known timing', () => {
  it('1: one answer with a short and a long pause', () => {
    const voiced: Pair[] = [
      [5_200, 9_200],
      [9_700, 12_200],
      [13_700, 17_200],
    ];
    // 25 words in 12 s, 10 s of them voice. The pauses are 0.5 and 1.5 s. The question lasts 4 s.
    expect(measure(asks([0, 4_000]), says(words(25), voiced, { afterMs: 1_200 }))).toMatchObject({
      speech_rate: 125,
      articulation_rate: 150,
      phonation_ratio: 0.83,
      pauses: 2,
      long_pauses: 1,
      mean_run: 8.3,
      time_to_first_word: 1.2,
      talk_share: 0.71,
      longest_monologue: 12,
      overlaps: 0,
    });
  });

  it('2: a line with gaps, which count neither as pauses nor as time of the answer', () => {
    const voiced: Pair[] = [
      [2_000, 4_000],
      [7_000, 9_000],
      [11_000, 12_000],
    ];
    const lineGaps: Pair[] = [
      [4_500, 6_500],
      [9_000, 10_900],
    ];
    // 3 s of silence less 2 s of gap is a pause of 1 s. 2 s less 1.9 s is no pause. 10 s less 3.9 s is 6.1 s.
    expect(measure(asks([0, 1_500]), says(words(20), voiced, { lineGaps }))).toMatchObject({
      speech_rate: Math.round((20 / 6.1) * 60),
      articulation_rate: 240,
      phonation_ratio: 0.82,
      pauses: 1,
      long_pauses: 1,
      mean_run: 10,
    });
  });

  it('3: two answers, a listener’s sound, and the candidate’s own questions, which do not count as answers', () => {
    const told = [
      asks([0, 3_000]),
      says(words(30), [[4_000, 16_000]], { afterMs: 1_000 }),
      asks([17_000, 19_000], 'Can you say more about how that went?'),
      says('Mm-hm.', [[18_000, 18_400]]),
      says(words(20), [[21_000, 29_000]], { afterMs: 2_000 }),
      'own questions',
      asks([30_000, 32_000], 'What would you like to ask me?'),
      says(words(60), [[33_000, 43_000]], { afterMs: 1_000 }),
    ] as const;
    // 50 words in 20 s. The candidate has 30.4 s of 37.4 s in all.
    expect(measure(...told)).toMatchObject({
      speech_rate: 150,
      articulation_rate: 150,
      phonation_ratio: 1,
      pauses: 0,
      time_to_first_word: 1,
      talk_share: near(30.4 / 37.4),
      longest_monologue: 12,
    });
  });

  it('4: both speak at once three times: who came second, and who went on', () => {
    const told = [
      asks([0, 5_000]),
      // Cuts in after 4 s, and goes on.
      says(words(20), [[4_000, 10_000]]),
      // The interviewer cuts in at 9 s, and goes on.
      asks([9_000, 14_000], 'Let me ask you about something else now, please?'),
      // A listener's sound and a change of turns of 0.4 s: neither counts.
      says('Right.', [[11_000, 11_600]]),
      says(words(30), [[13_600, 24_000]]),
      asks([23_000, 24_000], 'And what about that other project of yours then?'),
    ];
    expect(measure(...told)).toMatchObject({ overlaps: 3, overlaps_begun: 1, overlaps_won: 1 });
  });

  it('5: an answer whose turn was taken to be over during a pause of 1.8 s', () => {
    const told = [
      asks([0, 2_000]),
      says(words(10), [[3_000, 6_000]], { afterMs: 1_000 }),
      says(words(12), [
        [7_800, 9_000],
        [9_300, 12_000],
      ]),
    ];
    // 22 words in 9 s, 6.9 s of them voice.
    expect(measure(...told)).toMatchObject({
      speech_rate: Math.round((22 / 9) * 60),
      articulation_rate: Math.round((22 / 6.9) * 60),
      phonation_ratio: 0.77,
      pauses: 2,
      long_pauses: 1,
      mean_run: 7.3,
      longest_monologue: 9,
    });
  });
});

describe('a figure that cannot be computed', () => {
  it('is absent, with the reason', () => {
    const told = [asks([0, 2_000]), { ...says(words(10), [[3_000, 6_000]], { afterMs: 600 }) }];
    const unmeasured = { speaker: 'candidate', text: words(10), at: [7_000, 9_000] } as const;
    expect(measure(...told)).toMatchObject({
      time_to_first_word: 'below_floor',
      fillers_at_least: 'none_recognised',
    });
    expect(measure(asks([0, 2_000]), unmeasured)).toMatchObject({
      speech_rate: 'not_measured',
      pauses: 'not_measured',
      talk_share: 0.5,
    });
    expect(measure()).toMatchObject({ talk_share: 'not_measured', hedges: 'not_measured' });
  });
});

describe('figures about words', () => {
  it('are per hundred words, fillers as a lower bound', () => {
    const text = `Um, I think we basically shipped it, ${words(14)}.`;
    expect(measure(asks([0, 2_000]), says(text, [[3_000, 9_000]]))).toMatchObject({
      hedges: near(100 / 21),
      crutch_words: near(100 / 21),
      fillers_at_least: 1,
    });
  });
});

describe('the figures of one answer', () => {
  it('are those of its own question alone', () => {
    const interview = conversation([
      asks([0, 3_000]),
      says(words(30), [[4_000, 16_000]], { afterMs: 1_000 }),
      asks([17_000, 19_000]),
      says(words(10), [[21_000, 23_000]], { afterMs: 2_000 }),
    ]);
    const [, second] = interview.exchanges;
    if (second === undefined) throw new Error('no second question');
    expect(read(figuresOfAnswer(interview, second))).toMatchObject({
      speech_rate: 300,
      time_to_first_word: 2,
    });
  });
});
