import { z } from 'zod';
import { bookingSchema } from './bookings.ts';
import { coachedSchema } from './coach-notes.ts';
import { storedConsentSchema } from './consent.ts';
import { itemIdSchema, sessionIdSchema } from './ids.ts';
import { storedPlanSchema } from './interview-plan.ts';
import { storedJobConfigurationSchema } from './job-configuration.ts';
import { modelUseSchema } from './model-use.ts';
import { storedBriefingSchema, storedPracticeSchema } from './practice.ts';
import { reportSchema } from './report.ts';
import { sessionViewSchema } from './session-view.ts';
import { shareSchema } from './share-links.ts';
import { givenFactSchema, strongerAnswerSchema } from './stronger-answer.ts';
import { storedText, storedWord } from './text.ts';
import { storedSpansSchema } from './voice-span.ts';

/**
 * The file that has everything that is kept of one candidate. A reader ignores fields that it does not know. A release
 * that removes a field, or gives one another meaning, raises `format`. Times ending in `At` are epoch ms; those ending
 * in `Ms` count from the start of the call's audio.
 */
export const ownDataFormat = 1;

const aTime = z.number();
const view = sessionViewSchema.shape;

/** How a turn was spoken, without its words. */
const ownSpeechSchema = z.object({
  itemId: itemIdSchema,
  speaker: z.enum(['candidate', 'interviewer']),
  startedAtMs: z.number(),
  endedAtMs: z.number(),
  overlapMs: z.number(),
  afterMs: z.number().nullable(),
  voiced: storedSpansSchema,
  lineGaps: storedSpansSchema,
});

/**
 * A version of a report. `report` is null where none could be written, it was erased in its time, or what is stored cannot
 * be read.
 */
const ownReportSchema = z.object({
  version: z.number(),
  state: storedWord,
  reason: storedWord.nullable(),
  settledAt: aTime,
  /** What this version has cost, in US dollars. */
  costUsd: z.number(),
  kept: z.enum(['kept', 'never_written', 'expired', 'unreadable']),
  report: reportSchema.nullable(),
});

/** A fact that was given for a report, in the candidate's words, and what became of the stronger answer from it. */
const ownFactSchema = givenFactSchema
  .omit({ attempt: true, hash: true })
  .extend({ at: aTime, text: storedText });

const ownSessionSchema = z.object({
  sessionId: sessionIdSchema,
  via: storedWord,
  phase: storedWord,
  endReason: storedWord.nullable(),
  previousSessionId: sessionIdSchema.nullable(),
  /** What it practises of the previous session. Null: it is an interview like any other. */
  practice: storedPracticeSchema.nullable(),
  /** `exam` or `study`. An earlier release knows exams alone. */
  interviewMode: storedWord.default('exam'),
  /** What the interviewer was told of the previous session. Null until the session is closed, and without a practice. */
  /** What was agreed to at its start: the version of the words, and when. */
  consent: storedConsentSchema.nullable(),
  briefing: storedBriefingSchema.nullable(),
  /** Every job configuration that the session has had, with its texts. The last one counts. */
  jobConfigurations: z.array(z.object({ at: aTime, jobConfiguration: storedJobConfigurationSchema })),
  lengthMinutes: z.number(),
  times: z.object({
    configuredAt: aTime,
    answeredAt: aTime.nullable(),
    activeAt: aTime.nullable(),
    endedAt: aTime.nullable(),
    closedAt: aTime.nullable(),
  }),
  /** The interviewer's plans, and the points that were covered. Empty until the session is closed. */
  plans: z.array(z.object({ at: aTime, madeBy: storedWord, plan: storedPlanSchema })),
  coveredPoints: z.array(storedWord),
  transcript: view.transcript,
  corrections: z.array(z.object({ at: aTime, itemId: itemIdSchema, text: storedText })),
  speech: z.array(ownSpeechSchema),
  /** Everything that happened, by its type. */
  events: z.array(z.object({ at: aTime, type: storedWord })),
  /** Entries of another release that this one does not understand. Their contents are left out. */
  unknownEvents: z.number(),
  /** Parts that were erased because their time has passed, and when: their words are empty here. */
  expired: view.expired,
  selfRating: view.selfRating,
  disputes: view.disputes,
  reports: z.array(ownReportSchema),
  givenFacts: z.array(ownFactSchema),
  /** Those that are kept and can be read. `factNumber` is the place of the fact in `givenFacts`, from 1. */
  strongerAnswers: z.array(strongerAnswerSchema),
  /** In US dollars. `heldBackUsd`: what is held back for a call whose cost is not known yet. */
  cost: z.object({
    model: modelUseSchema.nullable(),
    /** Reports and stronger answers together. */
    reportsUsd: z.number(),
    heldBackUsd: z.number().nullable(),
    /** What was told before the call, and what the call has cost by it, as its page shows it. */
    shown: view.money,
  }),
  /** The name under which the carrier keeps its own record of the call. */
  callSid: storedWord.nullable(),
  /** Links by which coaches may watch. Their addresses are not kept. */
  shareLinks: z.array(shareSchema),
  /** What coaches have noted, and which topics they have suggested. Empty until the session is closed. */
  coachNotes: coachedSchema.shape.notes,
  suggestedTopics: coachedSchema.shape.topics,
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

/** A booked call. The time of a surprise is not told here either. */
const ownBookingSchema = bookingSchema.omit({ shownNumber: true, jobTitle: true }).extend({
  /** With the network address that it was booked from; both null once they are not kept any more. */
  phoneNumber: z.string().nullable(),
  address: z.string().nullable(),
  /** The start that was asked for, with the texts of the job. Null once it is not kept any more. */
  start: z.record(z.string(), z.unknown()).nullable(),
});

/** A limit that counts for the candidate: so much was used, until the count begins again. */
const ownLimitSchema = z.object({ name: z.string(), used: z.number(), untilAt: aTime });
export type OwnLimit = z.infer<typeof ownLimitSchema>;

export const ownDataSchema = z.object({
  kind: z.literal('ringback.own-data'),
  format: z.number().int().positive(),
  madeAt: aTime,
  sessions: z.array(ownSessionSchema),
  /** Sessions whose stored state cannot be read. */
  unreadable: z.array(sessionIdSchema),
  /** Phone numbers that the candidate has shown to be theirs. Only their number is known: a keyed hash is kept of each. */
  verifiedNumbers: z.object({ count: z.number(), untilAt: aTime }).nullable(),
  limits: z.array(ownLimitSchema),
  /** An earlier release has none. */
  bookings: z.array(ownBookingSchema).default([]),
  /** Stands at the end. A file without it was broken off. */
  isWhole: z.literal(true),
});
export type OwnData = z.infer<typeof ownDataSchema>;
