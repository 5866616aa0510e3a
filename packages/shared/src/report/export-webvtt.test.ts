import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { sampleView } from '../../testing/report/sample-interview.ts';
import { noFacts, sampleReport } from '../../testing/report/sample-report.ts';
import { shownCostOf } from '../session/shown-cost.ts';
import { toWebVtt } from './export-webvtt.ts';

interface ParsedVtt {
  cues: { id: string; startTime: number; endTime: number; text: string }[];
  errors: { message: string; line: number }[];
}
const require = createRequire(import.meta.url);
/** The parser and validator of the W3C's group, which has no types. */
const { WebVTTParser } = require('webvtt-parser') as {
  WebVTTParser: new () => { parse(text: string): ParsedVtt };
};
const parse = (text: string) => new WebVTTParser().parse(text);

const exported = (over: object = {}) =>
  toWebVtt({
    report: sampleReport(),
    interview: sampleView(over),
    cost: shownCostOf(sampleView()),
    selfRating: null,
    disputes: [],
    ...noFacts,
  });

describe('an interview as WebVTT', () => {
  it('is valid, with every sentence of the candidate under its id', () => {
    const { cues, errors } = parse(exported());
    expect(errors).toEqual([]);
    expect(cues.map(({ id }) => id)).toEqual([
      ...['item_1', 's001', 's002', 's003', 's004'],
      ...['item_3', 's005', 'item_5'],
    ]);
    expect(cues[2]).toMatchObject({ startTime: 12, endTime: 17 });
    expect(cues[0]?.text).toBe('<v Interviewer>Tell me about a system that you made faster.</v>');
    expect(cues[3]?.text).toContain('first &amp; found that &lt;two queries&gt; took');
  });

  it('escapes what would break its form: arrows, empty lines, marks, turns that overlap or have no length', () => {
    const turn = {
      previousItemId: null,
      speaker: 'interviewer',
      status: 'completed',
      heardMs: null,
    } as const;
    const transcript = [
      {
        ...turn,
        itemId: 'a --> b',
        text: 'One\n\nTwo --> <i>three & four',
        startedAtMs: 5_000,
        endedAtMs: 5_000,
      },
      { ...turn, itemId: 'b', text: 'Earlier', startedAtMs: 3_723_004, endedAtMs: null },
      { ...turn, itemId: 'c', text: ' ', startedAtMs: 6_000, endedAtMs: 7_000 },
      { ...turn, itemId: 'd', text: 'Never timed', startedAtMs: null, endedAtMs: null },
      { ...turn, itemId: 'e', text: 'First', startedAtMs: 0, endedAtMs: 9_000 },
    ];
    const jobConfiguration = { ...sampleView().jobConfiguration, jobTitle: 'Arrows\n--> and lines' };
    const { cues, errors } = parse(exported({ transcript, jobConfiguration }));
    expect(errors).toEqual([]);
    expect(cues.map(({ id }) => id)).toEqual(['e', 'a → b', 'b']);
    expect(cues[1]).toMatchObject({ startTime: 5, endTime: 5.1 });
    expect(cues[1]?.text).toBe('<v Interviewer>One Two --&gt; &lt;i&gt;three &amp; four</v>');
    expect(cues[2]?.startTime).toBeCloseTo(3_723.004);
  });
});
