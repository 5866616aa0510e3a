import { type SessionView, sessionViewSchema } from '@ringback/shared/contract/session-view';
import { type EventOf, type KnownEvent, storedEventSchema } from '@ringback/shared/contract/stored-events';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { describe, expect, it } from 'vitest';
import { type Audience, audiences, isSameFor, showView, viewFor, watching } from './audience.ts';

const base = { sessionId: 'ses_0123456789', at: 1 } as Pick<KnownEvent, 'sessionId' | 'at'>;
const job = {
  jobTitle: 'CANARY-title',
  company: 'CANARY-company',
  jobDescription: 'CANARY-description',
  resume: 'CANARY-resume',
  kind: 'technical',
  persona: 'warm',
  difficulty: 2,
  lengthMinutes: 15,
  language: 'en',
  voice: 'marin',
  patience: 'normal',
} as EventOf<'configuration.changed'>['jobConfiguration'];
const plan = {
  competencies: ['CANARY-plan', 'CANARY-plan'],
  mustCover: [{ id: 'p1', text: 'CANARY-plan' }],
  warmUp: 'CANARY-plan',
  curveball: 'CANARY-plan',
  phases: [{ phase: 'warm_up', untilMs: 1 }],
} as EventOf<'interview.planned'>['plan'];
const tokens = { input: 424242, cached: 424242, output: 424242 };
const use = {
  costUsd: 616161,
  text: tokens,
  audio: tokens,
  transcription: { input: 424242, output: 424242, seconds: 424242 },
};
const turn = { itemId: 'item_1', speaker: 'candidate', startedAtMs: 1, endedAtMs: 2 } as const;
const words = { ...turn, previousItemId: null, text: 'CANARY-words' };

/** One sample of each event, with something recognisable in every field. An event without a sample does not compile. */
const samples: { readonly [T in KnownEvent['type']]: EventOf<T> } = {
  'session.configured': {
    ...base,
    type: 'session.configured',
    ownerId: 'CANARY-owner' as EventOf<'session.configured'>['ownerId'],
    via: 'browser',
    jobConfiguration: job,
    configurationHash: 'a'.repeat(64),
    previousSessionId: 'CANARY-previous' as EventOf<'session.configured'>['previousSessionId'],
    interviewMode: 'study',
    fleetGeneration: 424242,
    quote: { prices: { carrier: 616161, stream: 0, model: 616161, transcription: 0 }, estimateUsd: 616161 },
    consent: { version: 'CANARY-previous', givenAt: 616161 },
  },
  'configuration.changed': {
    ...base,
    type: 'configuration.changed',
    jobConfiguration: job,
    configurationHash: 'b'.repeat(64),
  },
  'configuration.received': {
    ...base,
    type: 'configuration.received',
    configurationHash: 'b'.repeat(64),
    unchanged: ['voice'],
  },
  'call.dialled': { ...base, type: 'call.dialled', instance: 'CANARY-instance' },
  'call.placed': { ...base, type: 'call.placed', callSid: 'CANARY-call' },
  'call.ringing': { ...base, type: 'call.ringing' },
  'call.answered': { ...base, type: 'call.answered' },
  'call.ready': { ...base, type: 'call.ready' },
  'media.started': { ...base, type: 'media.started', streamSid: 'MZ1', instance: 'CANARY-instance' },
  'media.lost': { ...base, type: 'media.lost', streamSid: 'MZ1' },
  'interviewer.joined': { ...base, type: 'interviewer.joined', bridge: 'CANARY-instance', token: 424242 },
  'interviewer.lost': { ...base, type: 'interviewer.lost', bridge: 'CANARY-instance' },
  'interview.phase_changed': { ...base, type: 'interview.phase_changed', phase: 'warm_up' },
  'interview.planned': {
    ...base,
    type: 'interview.planned',
    plan,
    madeBy: 'rules',
    configurationHash: 'b'.repeat(64),
  },
  'interview.point_covered': { ...base, type: 'interview.point_covered', pointId: 'CANARY-point' },
  'interview.studied': { ...base, type: 'interview.studied', step: 'hint', turnId: 'item_1' },
  'topic.suggested': {
    ...base,
    type: 'topic.suggested',
    shareId: 'CANARY-share' as EventOf<'topic.suggested'>['shareId'],
    by: 'CANARY-coach',
    text: 'CANARY-topic',
  },
  'topic.settled': { ...base, type: 'topic.settled', number: 1, outcome: 'passed' },
  'goodbye.started': { ...base, type: 'goodbye.started' },
  'steering.asked': { ...base, type: 'steering.asked', kind: 'CANARY-steering' },
  'steering.answered': {
    ...{ ...base, type: 'steering.answered', asked: 12, kind: 'CANARY-steering' },
    ...{ by: 'page', outcome: 'done' },
  },
  'model.used': { ...base, type: 'model.used', use },
  'speech.measured': {
    ...base,
    ...turn,
    type: 'speech.measured',
    overlapMs: 0,
    afterMs: null,
    voiced: [],
    lineGaps: [],
  },
  'transcript.completed': { ...base, ...words, type: 'transcript.completed' },
  'transcript.interrupted': { ...base, ...words, type: 'transcript.interrupted', heardMs: 1 },
  'session.ended': { ...base, type: 'session.ended', reason: 'completed' },
  'session.released': {
    ...base,
    type: 'session.released',
    service: 'telephony',
    instance: 'CANARY-instance',
  },
  'session.closed': { ...base, type: 'session.closed' },
  'report.queued': { ...base, type: 'report.queued', version: 1 },
  'report.started': { ...base, type: 'report.started', version: 1, attempt: 1, instance: 'CANARY-instance' },
  'report.progressed': {
    ...{ ...base, type: 'report.progressed', version: 1, attempt: 1 },
    ...{ step: 'CANARY-report', done: 515151, of: 515151, costUsd: 616161 },
  },
  'report.ready': { ...base, type: 'report.ready', version: 1, hash: 'CANARY-report', costUsd: 616161 },
  'report.insufficient': {
    ...{ ...base, type: 'report.insufficient', version: 2 },
    ...{ hash: 'CANARY-report', reason: 'CANARY-report', costUsd: 616161 },
  },
  'report.failed': {
    ...{ ...base, type: 'report.failed', version: 3 },
    ...{ hash: 'CANARY-report', reason: 'CANARY-report', costUsd: 616161 },
  },
  'self_rating.given': {
    ...base,
    type: 'self_rating.given',
    ratings: { substance: 717171 },
    sentence: 'CANARY-private',
  },
  'transcript.corrected': { ...base, type: 'transcript.corrected', itemId: 'item_1', text: 'CANARY-words' },
  'finding.disputed': {
    ...{ ...base, type: 'finding.disputed', version: 1 },
    ...{ findingId: 'CANARY-private', reason: 'CANARY-private' },
  },
  'fact.given': {
    ...{ ...base, type: 'fact.given', version: 1 },
    ...{ questionId: 'CANARY-private', text: 'CANARY-private' },
  },
  'stronger_answer.started': {
    ...{ ...base, type: 'stronger_answer.started', factNumber: 1, attempt: 1, instance: 'CANARY-instance' },
  },
  'stronger_answer.ready': {
    ...{ ...base, type: 'stronger_answer.ready', factNumber: 1, hash: 'CANARY-private', costUsd: 616161 },
  },
  'stronger_answer.failed': {
    ...{ ...base, type: 'stronger_answer.failed', factNumber: 1, reason: 'CANARY-private', costUsd: 616161 },
  },
};

const all = Object.values(samples);
const ofNobody = /CANARY-(owner|instance|call|plan|point)|424242/;
const forbidden: Readonly<Record<Audience, RegExp>> = {
  owner: ofNobody,
  coach: new RegExp(`${ofNobody.source}|CANARY-(resume|previous|report|private)|515151|616161|717171`),
  // The report, and neither what it has cost nor what the candidate says of it.
  reading_coach: new RegExp(`${ofNobody.source}|CANARY-(resume|previous|private)|616161|717171`),
  operator: /CANARY|424242|515151|616161|717171/,
};

describe.each(audiences)('what an audience is told: %s', (audience) => {
  it.each(all.map((event) => [event.type, event] as const))('%s', (_type, event) => {
    // A field that another version, or a mistake, has added to those that we know.
    const told = viewFor(audience, Object.assign({}, event, { extra: 'CANARY-extra' }));
    expect(JSON.stringify(told)).not.toMatch(forbidden[audience]);
    expect(JSON.stringify(told)).not.toContain('CANARY-extra');
    // A page must be able to read it and go on.
    expect(storedEventSchema.safeParse(told).success).toBe(true);
    expect(told).toMatchObject(base);
  });

  it('the whole view', () => {
    const folded = all.reduce<SessionView | null>(evolveView, null);
    const view = { ...folded, extra: 'CANARY-extra' } as unknown as SessionView;
    const text = JSON.stringify(showView(audience, view));
    expect(text).not.toMatch(forbidden[audience]);
    expect(text).not.toContain('CANARY-extra');
    expect(sessionViewSchema.safeParse(JSON.parse(text)).success).toBe(true);
  });
});

it('a page that is told this ends where its view stands', () => {
  for (const audience of watching) {
    const folded = all.reduce<SessionView | null>(evolveView, null);
    const told = all.reduce<SessionView | null>(
      (before, event) => evolveView(before, viewFor(audience, event)),
      null,
    );
    expect(told).toEqual(folded && showView(audience, folded));
  }
});

it('the owner is told what the coach is not, and both get the same bytes when nothing differs', () => {
  expect(JSON.stringify(viewFor('owner', samples['session.configured']))).toContain('CANARY-resume');
  expect(JSON.stringify(viewFor('owner', samples['session.configured']))).toContain('CANARY-previous');
  for (const event of all)
    for (const one of watching)
      for (const other of watching)
        if (isSameFor(event.type, one, other)) expect(viewFor(one, event)).toEqual(viewFor(other, event));
        else expect(viewFor(one, event)).not.toEqual(viewFor(other, event));
});

it('a coach is told of the report where their link shows it, and nowhere else', () => {
  expect(JSON.stringify(viewFor('reading_coach', samples['report.ready']))).toContain('CANARY-report');
  const folded = all.reduce<SessionView | null>(evolveView, null);
  if (folded === null) throw new Error('no view');
  expect(showView('reading_coach', folded).report).toMatchObject({ state: 'failed', version: 1 });
  expect(showView('coach', folded).report).toMatchObject({ state: 'none', version: 0 });
});

it('an event of another version is told to no audience', () => {
  const unknown = { ...base, type: 'unknown', originalType: 'CANARY', secret: 'CANARY' } as const;
  for (const audience of audiences)
    expect(JSON.stringify(viewFor(audience, unknown))).not.toContain('CANARY');
});
