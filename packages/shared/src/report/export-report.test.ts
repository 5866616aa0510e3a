import { describe, expect, it } from 'vitest';
import { sampleView } from '../../testing/report/sample-interview.ts';
import { insufficientReport, sampleFacts, sampleReport } from '../../testing/report/sample-report.ts';
import { coachNoteSchema } from '../contract/coach-notes.ts';
import { reportSchema } from '../contract/report.ts';
import { shownCostOf } from '../session/shown-cost.ts';
import { toReportJson } from './export-json.ts';
import { toMarkdown } from './export-markdown.ts';
import type { ReportDocument } from './report-document.ts';

const document = (over: Partial<ReportDocument> = {}): ReportDocument => ({
  report: sampleReport(),
  interview: sampleView(),
  cost: shownCostOf(sampleView()),
  selfRating: { ratings: { substance: 4, structure: 2 }, sentence: 'I was quick.' },
  disputes: [{ version: 1, findingId: 'f4', reason: 'I did *that* alone.' }],
  ...sampleFacts(),
  ...over,
});

describe('a report as Markdown', () => {
  it('of an interview in study mode says so first, shows the tries that are not judged, and where hints were given', () => {
    const [first, ...others] = sampleReport().questions;
    if (first === undefined) throw new Error('no question');
    const studied = {
      ...first,
      ...{ hints: ['i9'], earlierTries: [{ itemIds: ['i8'], text: 'We *all* did it.' }] },
    };
    const report = sampleReport({ interviewMode: 'study', questions: [studied, ...others] });
    const text = toMarkdown(document({ report }));
    expect(text.indexOf('This was study mode')).toBeLessThan(text.indexOf('Overall:'));
    expect(text).toContain('A hint was given.');
    expect(text).toContain('An earlier try, not judged: We \\*all\\* did it.');
    expect(toMarkdown(document())).not.toMatch(/study mode|hint was|earlier try/);
  });

  it('has what the page shows: the whole, worst findings first, evidence in the words as spoken, figures', () => {
    const text = toMarkdown(document());
    expect(text).toContain('# Report: Payments Engineer at Acme');
    expect(text).toContain('Overall: 2.8 of 5');
    expect(text).toContain('| Substance | 3 of 5 | 3 samples, up to 0.5 apart | 4 of 5 |');
    expect(text.indexOf('Any engineer could tell this.')).toBeLessThan(
      text.indexOf('The case fits the job.'),
    );
    expect(text).toContain(
      '> 0:12 Our payment service was slow, and I moved the session lookup to Redis. (s002)',
    );
    expect(text).toContain('Marked as unfair: I did \\*that\\* alone.');
    expect(text).toContain(
      '- **Level 1.5, Differentiation:** Any engineer could tell this. (partly supported)',
    );
    expect(text).toContain('- **Figure, Speech rate:** You spoke 142 words a minute.');
    expect(text).toContain('- Speech rate: 142 words a minute');
    expect(text).toContain('For practice only, not for selection.');
    expect(text).not.toContain('Judged by simple rules');
  });

  it('has what coaches have left: notes with their moments and the words beside them, and topics', () => {
    const itemId = sampleView().transcript[0]?.itemId ?? '';
    const note = { shareId: 'shr_00000001', at: 1, atMs: 61_000, itemId, text: 'Too *fast*.' };
    const coachNotes = [
      coachNoteSchema.parse({ ...note, noteId: `note_${'a'.repeat(24)}`, by: 'Ms Frizzle' }),
      coachNoteSchema.parse({ ...note, noteId: `note_${'b'.repeat(24)}`, atMs: null, itemId: null }),
    ];
    const topic = { shareId: 'shr_00000001' as never, by: '', at: 1, state: 'passed', text: 'Conflict' };
    const [, left = ''] = toMarkdown(document({ coachNotes, topics: [topic] })).split(
      '## What coaches have left',
    );
    expect(left).toContain('- At 1:01, by Ms Frizzle: Too \\*fast\\*.');
    expect(left).toMatch(/Too \\\*fast\\\*\.\n {2}> \w/);
    expect(left).toContain('- On the whole interview, by a coach: Too');
    expect(left).toContain('- Topic suggested by a coach (the interviewer was told): Conflict');
    expect(toMarkdown(document())).not.toContain('coaches');
    expect(JSON.parse(toReportJson(document({ coachNotes })))).toMatchObject({ coachNotes });
  });

  it('has the moments from the interviewer’s side, with what the record does not say', () => {
    const text = toMarkdown(document());
    const [, moments = ''] = text.split('## From the interviewer’s side');
    expect(moments).toContain('### Your longest silence before an answer');
    expect(moments).toContain(
      '- After your answer, the interviewer marked as covered: “Makes systems faster”.',
    );
    expect(moments).toContain('> 0:12 Our payment service was slow');
    expect(moments).toContain('- The fact that is missing: By how much did the latency fall?');
    expect(moments).toContain('- The record does not say what this question was after.');
  });

  it('has the fact that was given, the stronger answer, who wrote it, and what its blanks are', () => {
    const text = toMarkdown(document());
    expect(text).toContain('You gave the fact: From 900 to 200 ms.');
    expect(text).toContain(
      'A stronger answer: I moved the session lookup to Redis, and it fell from 900 to 200 ms',
    );
    expect(text).toContain(
      'Written by a model (judge-1), from what you said, your résumé and this fact alone.',
    );
    expect(text).toContain('\\_\\_\\_ stands for a number or a name that none of these has');
    expect(toMarkdown(document(sampleFacts({ state: 'failed', reason: 'quota' })))).toContain(
      'The stronger answer could not be written. The provider’s quota is used up.',
    );
    // It was given for another version.
    expect(toMarkdown(document({ report: sampleReport({ version: 2 }) }))).not.toContain('You gave the fact');
  });

  it('says that rules have judged, and that a level of another version cannot be compared with this one', () => {
    const { madeBy } = sampleReport();
    const report = sampleReport({ madeBy: { ...madeBy, judge: 'rules' }, version: 2 });
    const text = toMarkdown(document({ report }));
    expect(text).toContain('Judged by simple rules on this machine, not by a model.');
    expect(text).not.toContain('Marked as unfair');
  });

  it('says of a dimension that cannot be judged why, where the finding has no words', () => {
    const report = sampleReport();
    const dimensions = report.dimensions.map((one) =>
      one.id === 'structure' ? { ...one, level: null, why: 'too_little_evidence' } : one,
    );
    const findings = report.findings.map((one) => (one.id === 'f3' ? { ...one, text: '' } : one));
    const text = toMarkdown(document({ report: { ...report, dimensions, findings } }));
    expect(text).toContain('- **Cannot judge, Structure:** Too few of your sentences say anything about it.');
  });

  it('judges nothing if too little was heard, and names what was missing', () => {
    const text = toMarkdown(document({ report: insufficientReport() }));
    expect(text).toContain('Nothing is judged.');
    expect(text).toContain('Your line brought no sound for 31 % of your answers; up to 15 % is tolerated.');
    expect(text).toContain('- Speech rate: 142 words a minute');
    expect(text).not.toContain('Overall');
  });

  it('says that nothing has judged, and by what, where there are figures alone', () => {
    const { madeBy } = sampleReport();
    const none = { ...madeBy, judge: 'none', rubricHash: '', promptVersion: '', samples: 0 };
    const unjudged = { overall: null, dimensions: [], findings: [], advice: null };
    const text = toMarkdown(document({ report: sampleReport({ ...unjudged, madeBy: none }) }));
    expect(text).toContain('Nothing has judged this interview: what is here was computed from it.');
    expect(text).toContain(
      'Nothing is judged in this version: it has figures, computed as each of them says.',
    );
    expect(text).not.toMatch(/rubric|wording|samples|Left out/);
    expect(toMarkdown(document())).toContain('Judged by a model (judge-1, support-1), not by a person.');
  });

  it('reads nothing that was said as markup', () => {
    const report = sampleReport();
    const segments = report.segments.map((one) =>
      one.id === 's002' ? { ...one, spoken: '# <script>\n\n- [x](javascript:1) `a` **b**' } : one,
    );
    const text = toMarkdown(document({ report: { ...report, segments } }));
    expect(text).toContain('\\# \\<script\\> - \\[x\\](javascript:1) \\`a\\` \\*\\*b\\*\\*');
  });
});

it('a report as JSON is read back as it was', () => {
  const written = JSON.parse(toReportJson(document()));
  expect(reportSchema.parse(written.report)).toEqual(sampleReport());
  expect(written).toMatchObject({
    kind: 'ringback.report',
    session: { jobConfiguration: { jobTitle: 'Payments Engineer' } },
    selfRating: { ratings: { substance: 4 } },
    disputes: [{ findingId: 'f4' }],
    givenFacts: [{ questionId: 'q1' }],
    factTexts: ['From 900 to 200 ms.'],
    strongerAnswers: [{ factNumber: 1, blanks: 1 }],
  });
  expect(written.transcript).toHaveLength(5);
});
