import { z } from 'zod';
import { callQuoteSchema } from './call-prices.ts';
import { itemIdSchema, sessionIdSchema } from './ids.ts';
import { storedJobConfigurationSchema } from './job-configuration.ts';
import { expiredPartsSchema } from './kept-parts.ts';
import { callStatuses, phaseSchema } from './lifecycle.ts';
import { storedPracticeSchema } from './practice.ts';
import { noReport, reportStatusSchema } from './report-status.ts';
import { shownSteeringSchema } from './steering.ts';
import { givenFactSchema } from './stronger-answer.ts';
import { suggestedTopicSchema } from './suggested-topic.ts';
import { storedText, storedWord } from './text.ts';

/** The text record of a turn, as people see it. `heardMs` is set only when it was cut off. */
const transcriptItemSchema = z.object({
  itemId: itemIdSchema,
  previousItemId: itemIdSchema.nullable(),
  speaker: z.enum(['candidate', 'interviewer']),
  status: z.enum(['in_progress', 'completed', 'interrupted']),
  text: z.string(),
  startedAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  heardMs: z.number().nullable(),
  /** What the candidate says that they said instead. */
  corrected: z.string().optional(),
});
export type TranscriptItem = z.infer<typeof transcriptItemSchema>;

/** How the candidate rates themselves, by dimension, 1 to 5. */
const selfRatingSchema = z.object({ ratings: z.record(storedWord, z.number()), sentence: storedText });
export type SelfRating = z.infer<typeof selfRatingSchema>;

/** A finding that the candidate holds to be unfair. */
const disputeSchema = z.object({ version: z.number(), findingId: storedWord, reason: storedText });
export type Dispute = z.infer<typeof disputeSchema>;

/** What the log tells of a session's money, in US dollars. `reports`: all its settled versions and stronger answers. */
const moneySchema = z.object({
  quote: callQuoteSchema.nullable(),
  /** Null: the interviewer has not told what it has used. */
  interviewerUsd: z.number().nullable(),
  reportsUsd: z.number(),
});
export type SessionMoney = z.infer<typeof moneySchema>;
export const noMoney: SessionMoney = { quote: null, interviewerUsd: null, reportsUsd: 0 };

/** What a person may see of a session: the fold of its log, with the words of other versions unchanged. */
export const sessionViewSchema = z.object({
  sessionId: sessionIdSchema,
  via: storedWord,
  phase: phaseSchema,
  status: z.enum(callStatuses),
  endReason: storedWord.nullable(),
  jobConfiguration: storedJobConfigurationSchema,
  configurationHash: storedWord,
  receivedHash: storedWord.nullable(),
  receivedAt: z.number().nullable(),
  /** The length of this interview. */
  lengthMinutes: z.number(),
  /** The parts of the last changed configuration that could no longer change. */
  unchanged: z.array(storedWord),
  previousSessionId: sessionIdSchema.nullable(),
  /** What it practises of the previous session. Null: it is an interview like any other. */
  practice: storedPracticeSchema.nullable().default(null),
  /** `exam` or `study`. */
  interviewMode: storedWord.default('exam'),
  streamSid: z.string().nullable(),
  /** Since when the candidate's sound has been missing, in epoch ms. Null while it is there or never was. */
  mediaLostAt: z.number().nullable().default(null),
  interviewerPresent: z.boolean(),
  interviewPhase: storedWord.nullable(),
  configuredAt: z.number(),
  /** When a phone was answered, in epoch ms. Null in the browser. */
  answeredAt: z.number().nullable().default(null),
  activeAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  money: moneySchema.default(noMoney),
  report: reportStatusSchema.default(noReport),
  /** Parts that were erased because their time has passed, and when. */
  expired: expiredPartsSchema.default({}),
  selfRating: selfRatingSchema.nullable().default(null),
  disputes: z.array(disputeSchema).default([]),
  givenFacts: z.array(givenFactSchema).default([]),
  /** The topics that coaches have suggested, without their texts. */
  suggestedTopics: z.array(suggestedTopicSchema).default([]),
  /** The words of each given fact, in the same order. */
  factTexts: z.array(storedText).default([]),
  /** What became of the last thing that the candidate has asked of the interviewer by button or key. */
  steering: shownSteeringSchema.nullable().default(null),
  transcript: z.array(transcriptItemSchema),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** What is shown of a session but stands in no record. */
export type ShownAlone = Pick<
  SessionView,
  | 'receivedAt'
  | 'unchanged'
  | 'mediaLostAt'
  | 'answeredAt'
  | 'money'
  | 'selfRating'
  | 'disputes'
  | 'factTexts'
  | 'steering'
  | 'transcript'
>;

/**
 * What record and view both hold of a session: all that its phase and its reports depend on, and nothing that a viewer may not know. So
 * a page folds it from the events that it is told, by the very rules that services follow.
 */
export type PublicState = Omit<SessionView, keyof ShownAlone | 'status'>;
