import { z } from 'zod';
import { consentVersionSchema } from './consent.ts';
import { listProblemSchema } from './do-not-call.ts';
import { operationIdSchema, sessionIdSchema } from './ids.ts';
import { instanceSchema } from './instances.ts';
import { interviewModes } from './interview-mode.ts';
import { jobConfigurationSchema, lengthsMinutes } from './job-configuration.ts';
import { expiredPartsSchema } from './kept-parts.ts';
import { phaseSchema } from './lifecycle.ts';
import { auditEntrySchema } from './operator-audit.ts';
import { oneQuestionMinutes, practiceRequestSchema, storedPracticeSchema } from './practice.ts';
import { dimensionIds, reportSchema } from './report.ts';
import { mostReportVersions, reportStatusSchema } from './report-status.ts';
import { sessionViewSchema } from './session-view.ts';
import { mostFactCharacters, strongerAnswerSchema } from './stronger-answer.ts';
import { cleanedText, storedWord } from './text.ts';

/** Bodies and answers of the gateway's HTTP interface. Unknown keys of a body are refused. */
export const phoneNumberTextSchema = z
  .string()
  .min(1)
  // Pasted text contains invisible marks, so it may be longer than the forty characters of a number with its spaces.
  .max(80);

const callRequestSchema = z.discriminatedUnion('via', [
  /** `verify`: the call asks for the code on the page, which shows that the phone is the candidate's own. */
  z.strictObject({
    via: z.literal('phone'),
    phoneNumber: phoneNumberTextSchema,
    verify: z.literal(true).optional(),
  }),
  z.strictObject({ via: z.literal('dial_in') }),
  z.strictObject({ via: z.literal('browser') }),
]);
export type CallRequest = z.infer<typeof callRequestSchema>;

export const startSessionSchema = z
  .strictObject({
    operationId: operationIdSchema,
    jobConfiguration: jobConfigurationSchema,
    call: callRequestSchema,
    previousSessionId: sessionIdSchema.optional(),
    /** What to practise of the previous session. Absent: the interview is like any other. */
    practice: practiceRequestSchema.optional(),
    /** Which words of consent the candidate was shown. */
    consent: consentVersionSchema.optional(),
    /** Absent: `exam`. */
    interviewMode: z.enum(interviewModes).optional(),
  })
  .refine(({ practice, previousSessionId }) => practice === undefined || previousSessionId !== undefined, {
    path: ['previousSessionId'],
    message: 'is needed: which session is practised?',
  });
export type StartSession = z.infer<typeof startSessionSchema>;

export const sessionStartedSchema = z.object({
  sessionId: sessionIdSchema,
  revision: z.number().int(),
  phase: phaseSchema,
  ticket: z.string(),
  /** Browser calls: where the audio goes, with a single-use token. */
  media: z.object({ url: z.string(), token: z.string() }).optional(),
  /**
   * Dialling in: the number to call, and the code to enter until `expiresAt` (epoch ms). `longCode` is for callers who
   * are asked for ten digits. An earlier release sends none.
   */
  dialIn: z
    .object({
      phoneNumber: z.string(),
      code: z.string(),
      longCode: z.string().optional(),
      expiresAt: z.number(),
    })
    .optional(),
  /** A call with `verify`: what to enter when the phone rings, until `expiresAt` (epoch ms). */
  gateCode: z.object({ code: z.string(), expiresAt: z.number() }).optional(),
});
export type SessionStarted = z.infer<typeof sessionStartedSchema>;

export const quoteRequestSchema = z.strictObject({
  call: z.discriminatedUnion('via', [
    z.strictObject({ via: z.literal('phone'), phoneNumber: phoneNumberTextSchema.optional() }),
    z.strictObject({ via: z.literal('dial_in') }),
    z.strictObject({ via: z.literal('browser') }),
  ]),
  lengthMinutes: z.union([oneQuestionMinutes, ...lengthsMinutes].map((n) => z.literal(n))),
});
export const quoteSchema = z.object({
  allowed: z.boolean(),
  reason: z.string().optional(),
  /** The error code of the reason. An earlier release tells none. */
  code: storedWord.optional(),
  currency: z.literal('USD'),
  perMinute: z.number(),
  estimate: z.number(),
});
export type Quote = z.infer<typeof quoteSchema>;

export const operationSchema = z.strictObject({ operationId: operationIdSchema });
export const changeConfigurationSchema = z.strictObject({
  operationId: operationIdSchema,
  jobConfiguration: jobConfigurationSchema,
  /**
   * The revision that the change was decided on. If the session has moved on since, the change is refused as `stale`.
   */
  revision: z.number().int().nonnegative().optional(),
});
export const configurationChangedSchema = z.object({
  revision: z.number().int(),
  configurationHash: z.string(),
});

export const ticketSchema = z.object({ ticket: z.string(), expiresAt: z.number() });
export const mediaTokenSchema = z.object({ token: z.string(), url: z.string(), expiresAt: z.number() });

/** The same operation id again gives the same deletion record. */
export const eraseQuerySchema = z.strictObject({ operationId: operationIdSchema.optional() });

/** A session with the revision at which it was folded. */
export const sessionAnswerSchema = z.object({ revision: z.number().int(), view: sessionViewSchema });
export const sessionListSchema = z.object({
  sessions: z.array(
    z.object({
      sessionId: sessionIdSchema,
      phase: phaseSchema,
      jobTitle: z.string(),
      company: z.string(),
      configuredAt: z.number(),
      endReason: z.string().nullable(),
      /** Parts that were erased because their time has passed, and when. */
      expired: expiredPartsSchema.optional(),
      /** When the interview itself began and ended; an earlier release tells none of what follows. */
      activeAt: z.number().nullable().default(null),
      endedAt: z.number().nullable().default(null),
      kind: storedWord.default(''),
      persona: storedWord.default(''),
      patience: storedWord.default(''),
      previousSessionId: sessionIdSchema.nullable().default(null),
      practice: storedPracticeSchema.nullable().default(null),
      interviewMode: storedWord.default('exam'),
      /** The best version that is there; without one, where the newest stands. */
      report: z.object({ state: storedWord, version: z.number() }).default({ state: 'none', version: 0 }),
    }),
  ),
  /** Sessions whose stored state can no longer be read. They can be erased. */
  unreadable: z.array(sessionIdSchema).optional(),
});

/** As the log's events have it. */
const mostReasonCharacters = 500;

export const reportQuerySchema = z.strictObject({
  /** Which version. Otherwise the newest that is ready, or else says most. */
  version: z.coerce.number().int().min(1).max(mostReportVersions).optional(),
});
/** How the candidate rates themselves, before they see the report; once. */
export const selfRatingRequestSchema = z.strictObject({
  operationId: operationIdSchema,
  ratings: z.record(z.enum(dimensionIds), z.number().int().min(1).max(5)),
  sentence: cleanedText(mostReasonCharacters).default(''),
});
/** What the candidate says that they said. */
export const correctionRequestSchema = z.strictObject({
  operationId: operationIdSchema,
  text: cleanedText(20_000).pipe(z.string().min(1, 'is needed: what was said?')),
});
/** Why a finding of this version is unfair. */
export const disputeRequestSchema = z.strictObject({
  operationId: operationIdSchema,
  version: z.number().int().min(1).max(mostReportVersions),
  reason: cleanedText(mostReasonCharacters).pipe(z.string().min(1, 'is needed: why is it unfair?')),
});
/** The answer to the question by which a report asks for a missing fact. A stronger answer is written from it. */
export const factRequestSchema = z.strictObject({
  operationId: operationIdSchema,
  version: z.number().int().min(1).max(mostReportVersions),
  text: cleanedText(mostFactCharacters).pipe(z.string().min(1, 'is needed: what is the fact?')),
});
/** Where a session's reports stand, and the best one, or the one that was asked for; null: there is none yet. */
export const reportAnswerSchema = reportStatusSchema.omit({ versions: true }).extend({
  revision: z.number().int(),
  /** Without an interview there is no report. */
  hadInterview: z.boolean(),
  versions: z.array(
    z.object({
      version: z.number(),
      state: storedWord,
      reason: storedWord.nullable(),
      settledAt: z.number(),
    }),
  ),
  report: reportSchema.nullable(),
  /** The stronger answers that were written for this version, in the order of their facts. */
  strongerAnswers: z.array(strongerAnswerSchema).default([]),
});
export type ReportAnswer = z.infer<typeof reportAnswerSchema>;

export const resetAllRequestSchema = z.strictObject({ confirm: z.literal('reset all') });
export const resetProgressSchema = z.object({
  operationId: operationIdSchema,
  generation: z.number().int(),
  sessionsTotal: z.number().int(),
  sessionsEnded: z.number().int(),
  instances: z.array(z.object({ service: z.string(), instance: z.string(), confirmed: z.boolean() })),
  done: z.boolean(),
});
export type ResetProgress = z.infer<typeof resetProgressSchema>;

/** A live session as an operator sees it. What it is about is the candidate's business. */
export const operatorSessionsSchema = z.object({
  total: z.number().int(),
  sessions: z.array(
    z.object({
      sessionId: sessionIdSchema,
      via: storedWord,
      phase: phaseSchema,
      endReason: storedWord.nullable(),
      holders: z.array(z.string()),
      configuredAt: z.number(),
      deadlineAt: z.number().nullable(),
      revision: z.number().int(),
    }),
  ),
  /**
   * Sessions whose stored state cannot be read: set aside since then (epoch ms), or about to be. They can be erased.
   */
  unreadable: z.array(z.object({ sessionId: z.string(), since: z.number().nullable() })).optional(),
});
export type OperatorSessions = z.infer<typeof operatorSessionsSchema>;
export const operatorInstancesSchema = z.object({ instances: z.array(instanceSchema) });
/** What operators did and what others tried in their name, newest first. */
export const operatorAuditSchema = z.object({ entries: z.array(auditEntrySchema) });
export type OperatorInstances = z.infer<typeof operatorInstancesSchema>;
/** Jobs by state, as BullMQ counts them. */
export const operatorQueuesSchema = z.object({
  queues: z.array(z.object({ name: z.string(), counts: z.record(z.string(), z.number().int()) })),
});
export type OperatorQueues = z.infer<typeof operatorQueuesSchema>;
export const resetAcceptedSchema = z.object({ operationId: operationIdSchema });

export const diallingSchema = z.strictObject({ enabled: z.boolean() });
/** `problem`: no number is dialled, even if dialling is on, because the do-not-call list cannot be read. */
export const diallingStateSchema = z.object({
  enabled: z.boolean(),
  problem: listProblemSchema.optional(),
});
export type DiallingState = z.infer<typeof diallingStateSchema>;

export const errorBodySchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});

export const numberSearchSchema = z.strictObject({ phoneNumber: phoneNumberTextSchema });
/** What an operator finds out about a number. Times in epoch ms. */
export const numberFoundSchema = z.object({
  isBlocked: z.boolean(),
  restsUntil: z.number().nullable(),
  entries: z.array(z.object({ at: z.number(), what: z.string(), by: z.string() })),
});
