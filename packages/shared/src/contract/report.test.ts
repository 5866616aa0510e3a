import { describe, expect, it } from 'vitest';
import {
  answerTypes,
  dimensionIds,
  figureNames,
  findingModes,
  mostReportBytes,
  mostSegments,
  type Report,
  reportFormat,
  reportSchema,
  writeReport,
} from './report.ts';

const models = { judge: null, support: null, advice: null };
const report: Report = {
  format: reportFormat,
  version: 1,
  madeAt: 1_800_000_000_000,
  language: 'en',
  interviewMode: 'exam',
  madeBy: { judge: 'none', models, promptVersion: '', rubricHash: '', samples: 0, seniority: null },
  cost: { usd: 0, input: 0, cached: 0, output: 0 },
  gate: { isAudible: true, missing: [] },
  overall: null,
  dimensions: [],
  questions: [],
  figures: [{ name: 'talk_share', unit: 'share', value: 0.61, why: null }],
  findings: [],
  advice: null,
  segments: [{ id: 's001', itemId: 'item_1', spoken: 'I led it.', startedAtMs: 10, endedAtMs: 900 }],
  moments: [],
  leftOut: 0,
  dropped: { unsupported: 0, quotations: 0 },
};

describe('a stored report', () => {
  it('comes back as it was written', () => {
    expect(reportSchema.parse(JSON.parse(writeReport(report) ?? 'null'))).toEqual(report);
  });

  it('of another release is read: with words and fields that this one does not know, without what it leaves out', () => {
    const { dropped: _, advice: __, moments: ___, ...older } = report;
    const other = {
      ...older,
      format: 7,
      mood: 'fine',
      madeBy: { ...report.madeBy, judge: 'panel' },
      findings: [{ id: 'f1', mode: 'colour', about: 'rhythm', text: 'New.' }],
    };
    const read = reportSchema.parse(other);
    expect(read.findings).toMatchObject([{ mode: 'colour', evidence: [], questionId: null }]);
    expect(read).toMatchObject({
      advice: null,
      moments: [],
      dropped: { unsupported: 0 },
      madeBy: { judge: 'panel' },
    });
  });

  it('is not written when it is too heavy', () => {
    const spoken = 'ä'.repeat(mostReportBytes / 4);
    const heavy = report.segments.flatMap((one) => [one, one, one]).map((one) => ({ ...one, spoken }));
    expect(writeReport({ ...report, segments: heavy.slice(0, 1) })).not.toBeNull();
    expect(writeReport({ ...report, segments: heavy })).toBeNull();
  });

  it('is not written when its reader could not read it', () => {
    const unread = { ...report, version: 0 };
    expect(writeReport(unread)).toBeNull();
  });

  it('has room for all that a judge may be asked, in words that a reader keeps', () => {
    const words = [...dimensionIds, ...findingModes, ...answerTypes, ...figureNames];
    expect(new Set(words).size).toBe(words.length);
    expect(reportSchema.shape.segments.safeParse(Array(mostSegments).fill(report.segments[0])).success).toBe(
      true,
    );
  });
});
