import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { sessionEventSchema } from './events.ts';
import { storedPlanSchema } from './interview-plan.ts';
import {
  interviewKinds,
  jobConfigurationSchema,
  storedJobConfigurationSchema,
  toKnownConfiguration,
} from './job-configuration.ts';
import { sessionRecordSchema } from './session-record.ts';
import { sessionViewSchema } from './session-view.ts';
import { readEvent, storedEventSchema } from './stored-events.ts';
import { cleanText } from './text.ts';

/** Characters that grow, shrink or vanish when text is composed, and some that are two units or half of one. */
const troublesome = fc.constantFrom(
  ...['\u0958', '\uFB1D', '\uFB2C', '\u2126', '\u212B', '\u0344', '\u{1D160}', '\u{2F800}'],
  ...['\u1100', '\u1161', '\u11A8', 'e', '\u0301', '\u0323', '\u{1F393}', '\uD83D', '\uDE00'],
  ...['\u200B', '\u202E', '\uFEFF', '\r', '\n', '\t', ' ', '\u2003', '"', '\\', '\u0000'],
);
const text = fc.array(troublesome, { maxLength: 300 }).map((parts) => parts.join(''));
const long = fc
  .tuple(troublesome, fc.integer({ min: 7_990, max: 8_001 }))
  .map(([one, times]) => one.repeat(times));

const given = fc.record({
  jobTitle: fc.oneof(text, fc.constant('\u0958'.repeat(100))),
  company: text,
  jobDescription: fc.oneof(text, long),
  resume: fc.oneof(text, long),
});

/** Parsing again what a schema made of a value, by itself or by the reader, changes nothing. */
function expectStable(schema: z.ZodType, value: unknown): void {
  const once = schema.safeParse(value);
  if (!once.success) return;
  const again = schema.safeParse(JSON.parse(JSON.stringify(once.data)));
  expect(again.error?.issues ?? []).toEqual([]);
  expect(again.data).toEqual(once.data);
}

describe('what a person enters', () => {
  it('is cleaned before it is measured, so that every reader can read again what was accepted', () => {
    fc.assert(
      fc.property(given, (input) => {
        expectStable(jobConfigurationSchema, input);
        const taken = jobConfigurationSchema.safeParse(input);
        if (taken.success) expect(storedJobConfigurationSchema.parse(taken.data)).toEqual(taken.data);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a title of 100 × U+0958', { jobTitle: '\u0958'.repeat(100) }],
    ['a Hindi résumé of 7,999 characters', { jobTitle: 'Baker', resume: '\u0958'.repeat(7_999) }],
  ])('is refused when it is too long after composition: %s', (_name, input) => {
    expect(jobConfigurationSchema.safeParse(input).success).toBe(false);
  });

  it('is measured after composition: what only looks too long is accepted', () => {
    const resume = 'e\u0301'.repeat(8_000);
    expect(jobConfigurationSchema.parse({ jobTitle: 'Baker', resume }).resume).toHaveLength(8_000);
  });

  it('needs at most three bytes for each unit', () => {
    fc.assert(
      fc.property(fc.oneof(text, long), (value) => {
        const clean = cleanText(value);
        expect(cleanText(clean)).toBe(clean);
        expect(new TextEncoder().encode(clean).length).toBeLessThanOrEqual(clean.length * 3);
      }),
    );
  });
});

const sessionId = 'ses_00000001';
const configured = {
  type: 'session.configured',
  sessionId,
  at: 1,
  ownerId: 'can_00000001',
  via: 'browser',
  jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker' }),
  configurationHash: 'a'.repeat(64),
  previousSessionId: null,
  fleetGeneration: 0,
};
const view = {
  ...{ sessionId, via: 'video', phase: 'ended', status: 'ended', endReason: 'struck_by_lightning' },
  jobConfiguration: { ...configured.jobConfiguration, persona: 'playful', mood: 'new' },
  ...{ configurationHash: 'h', receivedHash: null, receivedAt: null, lengthMinutes: 45, unchanged: ['pace'] },
  ...{ previousSessionId: null, streamSid: null, interviewerPresent: false, interviewPhase: 'encore' },
  ...{ configuredAt: 1, activeAt: null, endedAt: 2, transcript: [] },
};
const record = {
  ...{ sessionId, ownerId: 'can_00000001', via: 'video', phase: 'active', endReason: null },
  ...{
    report: { state: 'printed', mood: 'new' },
    jobConfiguration: view.jobConfiguration,
    configurationHash: 'h',
  },
  ...{ receivedHash: null, previousSessionId: null, fleetGeneration: 1, callSid: null, streamSid: null },
  ...{ bridge: null, interviewPhase: 'encore', holders: [], deadlineAt: 5, modelUse: 'garbage' },
  times: { configuredAt: 1, answeredAt: null, activeAt: 2, endedAt: null, closedAt: null, pausedAt: 3 },
};
const plan = { competencies: [], mustCover: [], warmUp: 'x', phases: [{ phase: 'encore', untilMs: 5 }] };

describe('what Redis holds', () => {
  it.each([
    ['a record', sessionRecordSchema, record],
    ['a view', sessionViewSchema, view],
    ['a plan', storedPlanSchema, plan],
    ['an event', storedEventSchema, { ...configured, via: 'video', weather: 'sunny' }],
    ['a configuration', storedJobConfigurationSchema, view.jobConfiguration],
  ] as const)(
    'is read even if another version knew more words and fields, and reads the same again: %s',
    (_name, schema, value) => {
      expect(schema.safeParse(value).error?.issues ?? []).toEqual([]);
      expectStable(schema, value);
    },
  );

  it('keeps words that it does not know', () => {
    expect(sessionRecordSchema.parse(record)).toMatchObject({
      via: 'video',
      interviewPhase: 'encore',
      modelUse: null,
    });
    expect(sessionViewSchema.parse(view)).toMatchObject({ endReason: 'struck_by_lightning' });
    expect(storedJobConfigurationSchema.parse(view.jobConfiguration)).toMatchObject({ persona: 'playful' });
  });

  it('is followed as far as it is known', () => {
    const stored = storedJobConfigurationSchema.parse({
      ...view.jobConfiguration,
      lengthMinutes: 12,
      kind: 'panel',
    });
    const known = toKnownConfiguration(stored);
    expect(known).toMatchObject({ kind: interviewKinds[1], persona: 'neutral', lengthMinutes: 10 });
    expect(jobConfigurationSchema.parse(known)).toEqual(known);
  });

  it('is what is written: every event of this version reads as itself', () => {
    for (const { shape } of sessionEventSchema.options) {
      const [type] = shape.type.values;
      expect(storedEventSchema.options.map((option) => [...option.shape.type.values][0])).toContain(type);
    }
    expect(readEvent(sessionId as never, configured)).toEqual(configured);
  });
});

describe('an event that is not understood', () => {
  it('becomes an unknown event, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(readEvent(sessionId as never, value)).toMatchObject({ type: 'unknown', sessionId });
      }),
    );
    expect(readEvent(sessionId as never, { type: 'call.transferred', at: 7, to: 'x' })).toEqual({
      type: 'unknown',
      originalType: 'call.transferred',
      sessionId,
      at: 7,
    });
    // A known event that is damaged.
    expect(readEvent(sessionId as never, { type: 'media.started', sessionId, at: 7 }).type).toBe('unknown');
  });

  it('is an exception when it ends a session, whatever else it carries', () => {
    const ended = { type: 'session.ended', sessionId, at: 9, reason: { code: 7 }, by: 'x' };
    expect(readEvent(sessionId as never, ended)).toMatchObject({ type: 'session.ended', reason: 'unknown' });
    expect(readEvent(sessionId as never, { ...ended, reason: 'struck_by_lightning' })).toMatchObject({
      reason: 'struck_by_lightning',
    });
    expect(readEvent(sessionId as never, { ...ended, type: 'session.closed' }).type).toBe('session.closed');
  });
});
