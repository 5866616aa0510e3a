import { z } from 'zod';
import { callQuoteSchema } from './call-prices.ts';
import { consentSchema } from './consent.ts';
import {
  candidateIdSchema,
  instanceIdSchema,
  itemIdSchema,
  services,
  sessionIdSchema,
  shareIdSchema,
} from './ids.ts';
import { interviewModes, studySteps } from './interview-mode.ts';
import { interviewPlanSchema } from './interview-plan.ts';
import { jobConfigurationSchema } from './job-configuration.ts';
import { endReasonSchema, interviewPhaseSchema, viaSchema } from './lifecycle.ts';
import { modelUseSchema } from './model-use.ts';
import { briefingSchema, practiceSchema } from './practice.ts';
import { dimensionIds } from './report.ts';
import { reportFailures, reportSteps } from './report-status.ts';
import { mostLinkNameCharacters } from './share-links.ts';
import { steeredBy, steeringKinds, steeringOutcomes } from './steering.ts';
import { mostFactCharacters } from './stronger-answer.ts';
import { mostTopicCharacters, mostTopics, topicOutcomes } from './suggested-topic.ts';
import { cleanedLine, cleanedText } from './text.ts';
import { mostLineGaps, mostVoiceSpans, spansOf } from './voice-span.ts';

/** Milliseconds. `at` counts from the epoch. The `…Ms` of a transcript count from the start of the media. */
const ms = z.number().int().nonnegative();
const base = { sessionId: sessionIdSchema, at: ms };
const event = <const T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...base, ...shape });

const transcript = {
  itemId: itemIdSchema,
  previousItemId: itemIdSchema.nullable(),
  speaker: z.enum(['candidate', 'interviewer']),
  text: z.string().max(20_000),
  startedAtMs: ms,
  endedAtMs: ms,
};

/** Hash of a job configuration: lower-case hex SHA-256 of its canonical JSON. */
const configurationHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** SHA-256 of a stored report's JSON, or of a stronger answer's. */
const reportHashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.number().int().positive().max(20);
const attempt = z.number().int().positive().max(20);
/** The place of a given fact in its session's list, from 1. */
const factNumber = z.number().int().positive().max(100);
const costUsd = z.number().nonnegative();
const rating = z.number().int().min(1).max(5);

/** Fixed once an interview has begun: its length by its first word, the voice by the first audio of its model. */
export const unchangeable = ['voice', 'lengthMinutes'] as const;
export type Unchangeable = (typeof unchangeable)[number];

/**
 * A lifecycle event as this version writes it: a fact about one session, in the past tense. `stored-events.ts` reads
 * what other versions have written.
 */
export const sessionEventSchema = z.discriminatedUnion('type', [
  event('session.configured', {
    ownerId: candidateIdSchema,
    via: viaSchema,
    jobConfiguration: jobConfigurationSchema,
    configurationHash: configurationHashSchema,
    previousSessionId: sessionIdSchema.nullable(),
    /** The length of this interview, where it is not the configuration's. */
    lengthMinutes: z.number().int().positive().max(240).optional(),
    practice: practiceSchema.optional(),
    /** Absent: `exam`. */
    interviewMode: z.enum(interviewModes).optional(),
    briefing: briefingSchema.optional(),
    fleetGeneration: z.number().int().nonnegative(),
    quote: callQuoteSchema.optional(),
    /** Absent: the page said nothing of it, as one of an earlier release, or the interview was started by another program. */
    consent: consentSchema.optional(),
  }),
  event('configuration.changed', {
    jobConfiguration: jobConfigurationSchema,
    configurationHash: configurationHashSchema,
  }),
  /**
   * The receipt. `unchanged`: the parts of a changed configuration that could no longer change. Absent when there are
   * none.
   */
  event('configuration.received', {
    configurationHash: configurationHashSchema,
    unchanged: z.array(z.enum(unchangeable)).min(1).optional(),
  }),
  event('call.dialled', { instance: instanceIdSchema }),
  event('call.placed', { callSid: z.string().max(64) }),
  event('call.ringing', {}),
  event('call.answered', {}),
  event('call.ready', {}),
  event('media.started', { streamSid: z.string().max(64), instance: instanceIdSchema }),
  event('media.lost', { streamSid: z.string().max(64) }),
  event('interviewer.joined', { bridge: instanceIdSchema, token: z.number().int().positive() }),
  event('interviewer.lost', { bridge: instanceIdSchema }),
  event('interview.phase_changed', { phase: interviewPhaseSchema }),
  /** The last one for the current configuration is the plan that is followed. */
  event('interview.planned', {
    plan: interviewPlanSchema,
    madeBy: z.enum(['rules', 'model']),
    configurationHash: configurationHashSchema,
  }),
  /** A point of the plan was covered. `pointId` is one of the plan's own. */
  event('interview.point_covered', { pointId: z.string().max(8) }),
  /**
   * Study mode: the interviewer's turn `turnId` is a hint, feedback, or the beginning of another try. Null: its next
   * turn is.
   */
  event('interview.studied', { step: z.enum(studySteps), turnId: itemIdSchema.nullable() }),
  /** A coach suggests a topic for the next question. `by`: the name of their link. */
  event('topic.suggested', {
    shareId: shareIdSchema,
    by: cleanedLine(mostLinkNameCharacters),
    text: cleanedLine(mostTopicCharacters),
  }),
  /** `number`: the place of the topic in its session's list, from 1. */
  event('topic.settled', {
    number: z.number().int().positive().max(mostTopics),
    outcome: z.enum(topicOutcomes),
  }),
  event('goodbye.started', {}),
  /** The page has asked for it. Its bridge answers. */
  event('steering.asked', { kind: z.enum(steeringKinds) }),
  /** `asked`: the revision at which a page asked for it; null when a key of the phone did. */
  event('steering.answered', {
    asked: z.number().int().positive().nullable(),
    /** As it was asked for, which may be by a word that only another version knows. */
    kind: z.string().max(32),
    by: z.enum(steeredBy),
    outcome: z.enum(steeringOutcomes),
  }),
  /** What the model has used in this call so far, including all earlier bridges. The last event gives the total. */
  event('model.used', { use: modelUseSchema }),
  /**
   * When a turn was spoken, by the clock of the caller's audio. `overlapMs`: while the other one was speaking;
   * `afterMs`: after the end of the other side's last turn, null when it began before that or was the first. Of a turn
   * of the candidate: `voiced`, when their voice was heard, pauses of less than 250 ms left out of account. Missing
   * when it is not known for the whole turn. `lineGaps`: when the line brought no audio, which is no pause. Missing
   * when it did.
   */
  event('speech.measured', {
    itemId: itemIdSchema,
    speaker: z.enum(['candidate', 'interviewer']),
    startedAtMs: ms,
    endedAtMs: ms,
    overlapMs: ms,
    afterMs: ms.nullable(),
    voiced: spansOf(mostVoiceSpans),
    lineGaps: spansOf(mostLineGaps),
  }),
  event('transcript.completed', transcript),
  event('transcript.interrupted', { ...transcript, heardMs: ms }),
  event('session.ended', { reason: endReasonSchema }),
  event('session.released', { service: z.enum(services), instance: instanceIdSchema }),
  event('session.closed', {}),
  /** A report is wanted: by the end of an interview, or by its candidate once more. */
  event('report.queued', { version }),
  event('report.started', { version, attempt, instance: instanceIdSchema }),
  /** `costUsd`: of all attempts at this version so far. */
  event('report.progressed', {
    version,
    attempt,
    step: z.enum(reportSteps),
    done: z.number().int().nonnegative(),
    of: z.number().int().nonnegative(),
    costUsd,
  }),
  event('report.ready', { version, hash: reportHashSchema, costUsd }),
  /** Too little to judge; `reason`: what was missing first. Figures stand in the report all the same. */
  event('report.insufficient', { version, hash: reportHashSchema, reason: z.string().max(64), costUsd }),
  event('report.failed', {
    version,
    hash: reportHashSchema.nullable(),
    reason: z.enum(reportFailures),
    costUsd,
  }),
  /** How the candidate rates themselves, before they see the report. */
  event('self_rating.given', {
    ratings: z.record(z.enum(dimensionIds), rating),
    sentence: cleanedText(500),
  }),
  /** What the candidate says that they said. What was heard stays on the record. */
  event('transcript.corrected', { itemId: itemIdSchema, text: cleanedText(20_000) }),
  event('finding.disputed', { version, findingId: z.string().max(16), reason: cleanedText(500) }),
  /** The candidate answers the question that this version of the report asks about an answer of theirs. */
  event('fact.given', {
    version,
    questionId: z.string().max(16),
    text: cleanedText(mostFactCharacters),
  }),
  event('stronger_answer.started', { factNumber, attempt, instance: instanceIdSchema }),
  event('stronger_answer.ready', { factNumber, hash: reportHashSchema, costUsd }),
  event('stronger_answer.failed', { factNumber, reason: z.enum(reportFailures), costUsd }),
]);

export type SessionEvent = z.infer<typeof sessionEventSchema>;
export type SessionEventType = SessionEvent['type'];

/** Words of an unfinished item. Never stored, and may be skipped. */
export const publishedPartialSchema = z.object({
  partial: z.object({
    itemId: itemIdSchema,
    previousItemId: itemIdSchema.nullable(),
    speaker: z.enum(['candidate', 'interviewer']),
    text: z.string().max(20_000),
  }),
});
export type PartialWords = z.infer<typeof publishedPartialSchema>['partial'];
