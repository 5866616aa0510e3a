import { z } from 'zod';

/** Ids are opaque: 8 to 64 characters that are safe in a URL, a Redis key and a log line. */
const opaque = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 letters, digits, "_" or "-"');

/** One practice attempt. Used once and never again. */
export const sessionIdSchema = opaque.brand<'SessionId'>();
export type SessionId = z.infer<typeof sessionIdSchema>;

/** The person who practises. */
export const candidateIdSchema = opaque.brand<'CandidateId'>();
export type CandidateId = z.infer<typeof candidateIdSchema>;

/** Chosen by the sender of a command, so that a repetition is recognised. */
export const operationIdSchema = opaque.brand<'OperationId'>();
export type OperationId = z.infer<typeof operationIdSchema>;

/** Names a link by which a coach may watch a session, without opening anything. */
export const shareIdSchema = opaque.brand<'ShareId'>();
export type ShareId = z.infer<typeof shareIdSchema>;

/** One running process of one service. */
export const instanceIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_.-]{1,80}$/)
  .brand<'InstanceId'>();
export type InstanceId = z.infer<typeof instanceIdSchema>;

/** A conversation item of the model. The id is the model's own. */
export const itemIdSchema = z.string().min(1).max(128);
export type ItemId = string;

export const services = ['telephony', 'ai-bridge', 'frontend-gateway'] as const;
export type ServiceName = (typeof services)[number];

/** What a service may hold a lease for. */
const roles = ['telephony', 'bridge'] as const;
export type Role = (typeof roles)[number];
