import { z } from 'zod';
import { operationIdSchema, sessionIdSchema } from './ids.ts';
import { jobConfigurationSchema, lengthsMinutes } from './job-configuration.ts';
import { phaseSchema } from './lifecycle.ts';
import { sessionViewSchema } from './session-view.ts';

/** Bodies and answers of the gateway's HTTP interface. Unknown keys of a body are refused. */
const phoneNumber = z.string().min(1).max(40);

export const callRequestSchema = z.discriminatedUnion('via', [
  z.strictObject({ via: z.literal('phone'), phoneNumber }),
  z.strictObject({ via: z.literal('dial_in') }),
  z.strictObject({ via: z.literal('browser') }),
]);
export type CallRequest = z.infer<typeof callRequestSchema>;

export const startSessionSchema = z.strictObject({
  operationId: operationIdSchema,
  jobConfiguration: jobConfigurationSchema,
  call: callRequestSchema,
  previousSessionId: sessionIdSchema.optional(),
});
export type StartSession = z.infer<typeof startSessionSchema>;

export const sessionStartedSchema = z.object({
  sessionId: sessionIdSchema,
  revision: z.number().int(),
  phase: phaseSchema,
  ticket: z.string(),
  /** Browser calls: where the audio goes, with a single-use token. */
  media: z.object({ url: z.string(), token: z.string() }).optional(),
});
export type SessionStarted = z.infer<typeof sessionStartedSchema>;

export const quoteRequestSchema = z.strictObject({
  call: z.discriminatedUnion('via', [
    z.strictObject({ via: z.literal('phone'), phoneNumber: phoneNumber.optional() }),
    z.strictObject({ via: z.literal('dial_in') }),
    z.strictObject({ via: z.literal('browser') }),
  ]),
  lengthMinutes: z.union(lengthsMinutes.map((n) => z.literal(n))),
});
export const quoteSchema = z.object({
  allowed: z.boolean(),
  reason: z.string().optional(),
  currency: z.literal('USD'),
  perMinute: z.number(),
  estimate: z.number(),
});
export type Quote = z.infer<typeof quoteSchema>;

export const operationSchema = z.strictObject({ operationId: operationIdSchema });
export const changeConfigurationSchema = z.strictObject({
  operationId: operationIdSchema,
  jobConfiguration: jobConfigurationSchema,
});
export const configurationChangedSchema = z.object({
  revision: z.number().int(),
  configurationHash: z.string(),
});

export const ticketSchema = z.object({ ticket: z.string(), expiresAt: z.number() });
export const mediaTokenSchema = z.object({ token: z.string(), url: z.string(), expiresAt: z.number() });

/** A session with the revision it was folded at. */
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
    }),
  ),
});

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

export const diallingSchema = z.strictObject({ enabled: z.boolean() });

export const errorBodySchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
