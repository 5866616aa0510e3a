import { toFailureWords } from '@ringback/shared/report/failure-words';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { shownCostOf } from '@ringback/shared/session/shown-cost';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { sampleView } from '../../../../packages/shared/testing/report/sample-interview.ts';
import {
  insufficientReport,
  noFacts,
  sampleFacts,
  sampleReport,
} from '../../../../packages/shared/testing/report/sample-report.ts';
import { LevelPlot } from '../../components/report/level-plot.tsx';
import { ReportView } from '../../components/report/report-view.tsx';
import { SelfRatingForm } from '../../components/report/self-rating-form.tsx';
import { renderIn } from '../../testing/render-in.ts';
import type { ReportActions } from './report-actions.ts';

const actions: ReportActions = {
  ...{ dispute: async () => {}, correct: async () => {}, giveFact: async () => {} },
  practise: async () => {},
};
const documentOf = (over: Partial<ReportDocument> = {}): ReportDocument => ({
  ...{
    report: sampleReport(),
    interview: sampleView(),
    cost: shownCostOf(sampleView()),
    selfRating: null,
    disputes: [],
  },
  ...noFacts,
  ...over,
});
const render = (over: Partial<ReportDocument> = {}, may: ReportActions | null = actions): string =>
  renderIn('en', createElement(ReportView, { document: documentOf(over), actions: may }));

/** The text of a page, and its headings in order. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' .', '.');
const headingsOf = (html: string): number[] =>
  [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));

describe('the report on its page', () => {
  it('says first what the whole is, and for each dimension its level and the spread of its samples', () => {
    const text = textOf(render());
    expect(text.indexOf('2.8 of 5')).toBeLessThan(text.indexOf('Dimension by dimension'));
    expect(text).toContain('Structure 2 of 5 3 samples, up to 1 apart');
    const rows = ['Differentiation', 'Structure', 'Substance', 'Credibility', 'Relevance'];
    expect(rows.map((row) => text.indexOf(row)).toSorted((a, b) => a - b)).toEqual(
      rows.map((row) => text.indexOf(row)),
    );
  });

  it('cites the sentences as spoken, each with a link to its place in the transcript', () => {
    const html = render();
    const anchors = [...html.matchAll(/href="#(segment-\w+)"/g)].map(([, id]) => id);
    expect(anchors.length).toBeGreaterThan(5);
    for (const id of new Set(anchors)) expect(html.split(` id="${id}"`)).toHaveLength(2);
    expect(html).toContain('<q>Our payment service was slow, and I moved the session lookup to Redis.</q>');
    expect(html).toContain('found that &lt;two queries&gt; took');
  });

  it('tells of each answer when both spoke at once, and who went on; and what of a long interview was not judged', () => {
    const report = sampleReport({ leftOut: 12 });
    const [first, ...others] = report.questions;
    if (first === undefined) throw new Error('no question');
    const overlaps = [
      { atMs: 63_000, lastsMs: 840, cameSecond: 'candidate', wentOn: 'interviewer' },
      { atMs: 70_000, lastsMs: 1_500, cameSecond: 'interviewer', wentOn: null },
    ];
    const text = textOf(render({ report: { ...report, questions: [{ ...first, overlaps }, ...others] } }));
    expect(text).toContain(
      'At 1:03, for 0.8 s: you came in while the interviewer spoke; the interviewer went on.',
    );
    expect(text).toContain('At 1:10, for 1.5 s: the interviewer came in while you spoke; neither went on.');
    expect(text).toContain('the last 12 of your sentences, since a judge takes 890 at most');
    expect(textOf(render())).not.toMatch(/spoke at once:|the last \d+ of your sentences/);
  });

  it('has its headings in order, and skips none', () => {
    const headings = headingsOf(render());
    expect(headings[0]).toBe(2);
    const skipped = headings.filter((level, index) => level > (headings[index - 1] ?? 1) + 1);
    expect(skipped).toEqual([]);
  });

  it('plays moments again from the interviewer’s side, and says what the record does not', () => {
    const html = render();
    expect(html.split('data-testid="moment"')).toHaveLength(3);
    const text = textOf(html);
    const [, moments = ''] = text.split('From the interviewer’s side');
    expect(moments).toContain('You began to speak after 2.4 seconds, the delay of the line included.');
    expect(moments).toContain('The record does not say what this question was after.');
    expect(moments).toContain('The report has no finding on this answer.');
    expect(textOf(render({ report: sampleReport({ moments: [] }) }))).not.toContain('interviewer’s side');
  });

  it('offers each question once more where it can be asked, also if too little was heard, and to its candidate alone', () => {
    const offers = (html: string) => html.split('data-testid="re-answer"').length - 1;
    expect(offers(render())).toBe(sampleReport().questions.length);
    expect(textOf(render())).toContain('A call of two minutes with this question alone');
    expect(offers(render({}, null))).toBe(0);
    expect(render({}, { ...actions, practise: null })).toMatch(/data-testid="re-answer"[^>]* disabled=""/);
    expect(textOf(render({}, { ...actions, practise: null }))).not.toContain('Starting …');
    const silent = sampleReport().questions.map((question) => ({ ...question, text: '' }));
    expect(offers(render({ report: sampleReport({ questions: silent }) }))).toBe(0);
  });

  it('asks for the fact that is missing, and shows what was said beside the answer with it', () => {
    expect(render()).toContain('data-testid="fact-form"');
    expect(render({}, null)).not.toContain('data-testid="fact-form"');
    const text = textOf(render(sampleFacts()));
    expect(text).toContain('You added: From 900 to 200 ms.');
    expect(text).toMatch(
      /What you said Sure, um, that was last year\..* With your fact I moved the session lookup/,
    );
    expect(text).toContain('___ stands for a number or a name that none of these has');
    expect(text).toContain('It cost US$0.0123.');
  });

  it('says how far a stronger answer is, takes no other fact meanwhile, and can be asked again after a failure', () => {
    const pending = render(sampleFacts({ state: 'working' }));
    expect(textOf(pending)).toContain('Your stronger answer is being written. It comes here by itself.');
    expect(pending).not.toContain('data-testid="fact-form"');
    const failed = render(sampleFacts({ state: 'failed', reason: 'too_slow' }));
    expect(textOf(failed)).toContain('could not be written. The model that judges took too long.');
    expect(textOf(failed)).toContain('Try again');
    expect(textOf(render(sampleFacts({ state: 'failed', reason: 'too_slow' }), null))).not.toContain(
      'Try again',
    );
  });

  it.each(['no_capitals', 'too_expensive'] as const)(
    'asks for no further fact where each would fail: %s',
    (reason) => {
      const facts = sampleFacts({ state: 'failed', reason });
      const html = render(facts);
      expect(html).not.toContain('data-testid="fact-form"');
      expect(textOf(html)).toContain(`${toFailureWords(reason)} No more facts can be added.`);
      expect(textOf(html)).not.toContain('Try again');
      // Another version has money of its own.
      expect(render({ ...facts, report: sampleReport({ version: 2 }) })).toContain('data-testid="fact-form"');
    },
  );

  it('says that an interview takes no more facts when it has as many as it takes', () => {
    const [given] = sampleFacts().givenFacts;
    if (given === undefined) throw new Error('no fact');
    const full = (length: number) => ({
      ...{ ...sampleFacts(), givenFacts: Array.from({ length }, () => given) },
      factTexts: Array.from({ length }, () => 'Half.'),
    });
    expect(render(full(19))).toContain('data-testid="fact-form"');
    expect(render(full(20))).not.toContain('data-testid="fact-form"');
    expect(textOf(render(full(20)))).toContain('No more facts can be added: an interview takes 20.');
    expect(textOf(render(full(20), null))).not.toContain('No more facts');
  });

  it('says that it is for practice only, and that rules have judged if they have', () => {
    const { madeBy } = sampleReport();
    const byRules = sampleReport({ madeBy: { ...madeBy, judge: 'rules' } });
    expect(textOf(render())).not.toContain('Judged by simple rules');
    const text = textOf(render({ report: byRules }));
    expect(text).toContain('For practice only, not for selection.');
    // Once beside the level, and once in the small print.
    expect(text.split('Judged by simple rules on this machine, not by a model.')).toHaveLength(3);
  });

  it('neither judges nor praises if too little was heard, and still has its figures', () => {
    const text = textOf(render({ report: insufficientReport() }));
    expect(text).toContain('Nothing is judged');
    expect(text).toContain('Your answers have 12 words that were understood');
    expect(text).toContain('142 words a minute');
    expect(text).not.toMatch(/of 5|Dimension by dimension|What to change/);
  });

  it('says that nothing is judged where nothing has judged', () => {
    const { madeBy } = sampleReport();
    const unjudged = { overall: null, dimensions: [], findings: [], advice: null };
    const report = sampleReport({ ...unjudged, madeBy: { ...madeBy, judge: 'none', rubricHash: '' } });
    const text = textOf(render({ report }));
    expect(text).toContain('Nothing has judged this interview');
    expect(text).not.toMatch(/ of 5|by a model|too little/i);
  });

  it('names the figures that were not measured in one sentence, and gives the reason of another', () => {
    const report = sampleReport();
    const figures = report.figures.map((one) =>
      one.name === 'hedges' || one.name === 'pauses' ? { ...one, value: null, why: 'not_measured' } : one,
    );
    const text = textOf(render({ report: { ...report, figures } }));
    expect(text).toContain('Not measured: Pauses, Hedges.');
    expect(text).toContain('under 0.7 s, too short to tell from the delay of the line');
  });

  it('has no overall level if one dimension has none, and says why that one has none', () => {
    const report = sampleReport({ overall: null });
    const dimensions = report.dimensions.map((one) =>
      one.id === 'substance' ? { ...one, level: null, spread: null, why: 'too_little_evidence' } : one,
    );
    const text = textOf(render({ report: { ...report, dimensions } }));
    expect(text).toContain('No overall level');
    expect(text).toContain('Substance: no level Too few of your sentences say anything about it.');
  });

  it('shows how the self-rating differs', () => {
    const ratings = { substance: 5, structure: 2, relevance: 4, credibility: 3, differentiation: 3 };
    const text = textOf(render({ selfRating: { ratings, sentence: 'Slower.' } }));
    expect(text).toContain('5 of 5, 2 above the report');
    expect(text).toContain('2 of 5, as the report');
    expect(text).toContain(
      'You rated 3 of 5 dimensions as the report does, on the whole 0.6 above the report.',
    );
    expect(text).toContain('You wrote: Slower.');
  });

  it('keeps a finding that the candidate disputes, with the reason, and asks for no second reason', () => {
    const disputes = [{ version: 1, findingId: 'f4', reason: 'It was mine.' }];
    const html = render({ disputes });
    expect(textOf(html)).toContain('Any engineer could tell this.');
    expect(textOf(html)).toContain('You marked this as unfair: It was mine.');
    expect(html.split('Unfair?')).toHaveLength(render().split('Unfair?').length - 1);
  });

  it('keeps what was heard beside what the candidate corrected', () => {
    const interview = sampleView();
    const transcript = interview.transcript.map((item) =>
      item.itemId === 'item_4' ? { ...item, corrected: 'I think everybody should be paid.' } : item,
    );
    const text = textOf(render({ interview: { ...interview, transcript } }));
    expect(text).toContain('Heard: I think everybody should be heard.');
    expect(text).toContain('You corrected it to: I think everybody should be paid.');
  });

  it('says in words which part failed and why, and takes no objection to that', () => {
    const part = (about: string, text: string) => ({
      ...{ id: about, mode: 'failed', about, questionId: null, text, evidence: [], support: null },
    });
    const findings = [
      part('support', 'too_expensive'),
      part('advice', 'too_slow'),
      part('answer_types', 'refusal'),
    ];
    const text = textOf(render({ report: sampleReport({ findings }) }));
    expect(text).toContain(
      'Failed, Check of the claims against your sentences The rest would have cost more',
    );
    expect(text).toContain('Failed, Advice The model that judges took too long.');
    expect(text).toContain('Failed, Kinds of answers The model refused');
    expect(text).not.toMatch(/too_|answer_types|answer types|Unfair\?/);
  });

  it('draws the line of a level as far to both sides as its samples lie apart', () => {
    const html = renderIn('en', createElement(LevelPlot, { level: 3, spread: 1, own: undefined }));
    // Samples 2, 3 and 3: the scale has a tick at each level.
    const line = /<line [^>]*data-part="spread" x1="(\d+)" x2="(\d+)"/.exec(html)?.slice(1);
    expect(line).toEqual(['45', '115']);
  });

  it('is in German where the page is, and says of what is in another language which it is', () => {
    const html = renderIn('de', createElement(ReportView, { document: documentOf(), actions }));
    const text = textOf(html);
    expect(text).toContain('Merkmal für Merkmal, das niedrigste zuerst');
    expect(text).toContain('Aufbau: 2 von 5');
    expect(text).not.toMatch(/Question by question|of 5|sentences:/);
    expect(html).toContain('<span lang="en">Says where and when');
  });

  it('offers nothing that cannot be done', () => {
    const text = textOf(render({}, null));
    expect(text).not.toMatch(/Unfair\?|Misheard\?/);
    expect(textOf(render())).toMatch(/Unfair\?.*Misheard\?/);
  });
});

it('a self-rating is asked for by five sliders in the words of the rubric, and can be skipped', () => {
  const html = renderIn('en', createElement(SelfRatingForm, { give: async () => {}, skip: () => undefined }));
  const sliders = [...html.matchAll(/<input id="([^"]+)" type="range"[^>]*aria-valuetext="3 of 5/g)];
  const labels = sliders.map(([, id]) => new RegExp(`<label for="${id}">([^<]+)`).exec(html)?.[1]);
  expect(labels).toEqual(['Substance', 'Structure', 'Relevance', 'Credibility', 'Differentiation']);
  expect(textOf(html)).toContain('Skip');
});
