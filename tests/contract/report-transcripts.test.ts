import { type Report, writeReport } from '@ringback/shared/contract/report';
import { describe, expect, it } from 'vitest';
import { askRules } from '../support/report/ask-rules.ts';
import {
  harmless,
  injections,
  type Transcript,
  transcripts,
  withSentences,
} from '../support/report/transcripts.ts';
import { reportOn, toldPlan } from '../support/report/whole-report.ts';

/** Every id that a report cites. */
function citedBy({ dimensions, findings, advice }: Report): string[] {
  const grounded = [
    ...(advice?.changes ?? []),
    ...(advice?.questions ?? []).flatMap(({ missedChance }) => missedChance ?? []),
  ];
  return [
    ...dimensions.flatMap(({ evidence, checks }) => [
      ...evidence,
      ...checks.flatMap((check) => check.evidence),
    ]),
    ...findings.flatMap(({ evidence }) => evidence),
    ...grounded.flatMap(({ evidence }) => evidence),
    ...(advice?.questions ?? []).flatMap(({ bestMoment }) => bestMoment ?? []),
  ];
}
const plain = (text: string) => text.replaceAll(/\s+/g, ' ');
const named = (name: string): Transcript => {
  const found = transcripts.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no transcript "${name}"`);
  return found;
};

it('twenty conversations are told', () => {
  expect(new Set(transcripts.map(({ name }) => name)).size).toBe(20);
});

describe.each(transcripts)('the report on "$name"', (transcript) => {
  it('cites what was said, judges nothing without evidence, and can be stored', async () => {
    const report = await reportOn(transcript, askRules);
    expect(report.gate.missing.map(({ what }) => what)).toEqual(transcript.missing);
    const said = new Map(report.segments.map(({ id, itemId, spoken }) => [id, { itemId, spoken }]));
    for (const { itemId, spoken } of said.values()) {
      const turn = transcript.turns[Number(itemId.replace('item_', ''))];
      expect(turn?.speaker).toBe('candidate');
      expect(plain(turn?.text ?? '')).toContain(plain(spoken));
    }
    expect(citedBy(report).filter((id) => !said.has(id))).toEqual([]);
    for (const { level, evidence } of report.dimensions)
      if (level !== null) expect(evidence.length).toBeGreaterThanOrEqual(2);
    const bare = report.findings.filter(
      ({ mode, evidence }) => mode !== 'cannot_judge' && evidence.length === 0,
    );
    expect(bare).toEqual([]);
    expect(writeReport(report)).not.toBeNull();
  });

  it('has figures, and is judged only where it passed the gate', async () => {
    const report = await reportOn(transcript, askRules);
    expect(report.figures.length).toBeGreaterThan(10);
    if (transcript.missing.length === 0) {
      expect(report.dimensions).toHaveLength(5);
      expect(report.dimensions.some(({ level }) => level !== null)).toBe(transcript.language === 'en');
    } else {
      const { overall, dimensions, findings, advice } = report;
      expect({ overall, dimensions, findings, advice }).toEqual({
        overall: null,
        dimensions: [],
        findings: [],
        advice: null,
      });
    }
  });
});

/** All that the interviewer's side wanted in these conversations. */
const wanted = [...toldPlan.competencies, ...toldPlan.mustCover.map(({ text }) => text)];

describe.each(transcripts)('the moments of "$name"', (transcript) => {
  it('are at most four of its questions, and say nothing that the plan does not say', async () => {
    const { moments, questions } = await reportOn(transcript, askRules);
    const order = questions.map(({ id }) => id);
    const chosen = moments.map(({ questionId }) => order.indexOf(questionId));
    expect(chosen).toEqual([...new Set(chosen)].filter((place) => place >= 0).toSorted((a, b) => a - b));
    const answered = questions.slice(0, -1).filter(({ answer }) => answer.length > 0);
    // Nothing was marked as covered in any of them, so every question after an answer is a further one.
    expect(moments).toHaveLength(Math.min(4, answered.length));
    for (const { covered, open, competencies } of moments)
      expect([...covered, ...open, ...competencies].filter((text) => !wanted.includes(text))).toEqual([]);
  });
});

describe('what is said to the judge', () => {
  const levelsOf = ({ dimensions }: Report) => dimensions.map(({ id, level }) => [id, level]);

  it('has no more effect in an answer than any other sentence, and stands only among what was said', async () => {
    const ordered = await reportOn(named('orders to the judge in an answer'), askRules);
    const [question] = named('orders to the judge in an answer').turns;
    if (question === undefined) throw new Error('no question');
    const answer = { speaker: 'candidate' as const, text: withSentences(harmless) };
    const calm = await reportOn({ ...named('good'), turns: [question, answer] }, askRules);
    expect(levelsOf(ordered)).toEqual(levelsOf(calm));
    const { segments, questions, ...ours } = ordered;
    for (const injection of injections) expect(JSON.stringify(ours)).not.toContain(injection);
    expect(JSON.stringify(ours)).not.toContain('CANARY');
  });

  it('in the text of the job has none', async () => {
    const ordered = named('orders to the judge in the job');
    const calm = await reportOn({ ...ordered, jobDescription: '' }, askRules);
    expect(await reportOn(ordered, askRules)).toEqual(calm);
  });
});
