import { type SessionView, sessionViewSchema } from '@ringback/shared/contract/session-view';
import { type EventOf, type KnownEvent, storedEventSchema } from '@ringback/shared/contract/stored-events';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { describe, expect, it } from 'vitest';
import { type Audience, audiences, isSameForCoach, showView, viewFor } from './audience.ts';

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
  costUsd: 515151,
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
    fleetGeneration: 424242,
    quote: { prices: { carrier: 515151, stream: 0, model: 515151, transcription: 0 }, estimateUsd: 515151 },
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
  'goodbye.started': { ...base, type: 'goodbye.started' },
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
    ...{ step: 'CANARY-report', done: 515151, of: 515151, costUsd: 515151 },
  },
  'report.ready': { ...base, type: 'report.ready', version: 1, hash: 'CANARY-report', costUsd: 515151 },
  'report.insufficient': {
    ...{ ...base, type: 'report.insufficient', version: 2 },
    ...{ hash: 'CANARY-report', reason: 'CANARY-report', costUsd: 515151 },
  },
  'report.failed': {
    ...{ ...base, type: 'report.failed', version: 3 },
    ...{ hash: 'CANARY-report', reason: 'CANARY-report', costUsd: 515151 },
  },
  'self_rating.given': {
    ...base,
    type: 'self_rating.given',
    ratings: { substance: 515151 },
    sentence: 'CANARY-report',
  },
  'transcript.corrected': { ...base, type: 'transcript.corrected', itemId: 'item_1', text: 'CANARY-words' },
  'finding.disputed': {
    ...{ ...base, type: 'finding.disputed', version: 1 },
    ...{ findingId: 'CANARY-report', reason: 'CANARY-report' },
  },
};

const all = Object.values(samples);
const ofNobody = /CANARY-(owner|instance|call|plan|point)|424242/;
const forbidden: Readonly<Record<Audience, RegExp>> = {
  owner: ofNobody,
  coach: new RegExp(`${ofNobody.source}|CANARY-(resume|previous|report)|515151`),
  operator: /CANARY|424242|515151/,
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
  for (const audience of ['owner', 'coach'] as const) {
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
  for (const event of all) {
    if (isSameForCoach(event.type)) expect(viewFor('coach', event)).toEqual(viewFor('owner', event));
    else expect(viewFor('coach', event)).not.toEqual(viewFor('owner', event));
  }
});

it('an event of another version is told to no audience', () => {
  const unknown = { ...base, type: 'unknown', originalType: 'CANARY', secret: 'CANARY' } as const;
  for (const audience of audiences)
    expect(JSON.stringify(viewFor(audience, unknown))).not.toContain('CANARY');
});
