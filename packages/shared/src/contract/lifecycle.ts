import { z } from 'zod';

/** The phases of a session, in order. `ending`: the goodbye is playing. */
export const phases = [
  'configured',
  'dialling',
  'ringing',
  'answered',
  'connecting',
  'active',
  'ending',
  'ended',
  'closed',
] as const;
export const phaseSchema = z.enum(phases);
export type Phase = (typeof phases)[number];

export const endReasons = [
  'hung_up_by_candidate',
  'hung_up_by_interviewer',
  'completed',
  'stopped_by_candidate',
  'no_answer',
  'busy',
  'declined',
  'number_blocked',
  'machine',
  'not_ready',
  'time_limit',
  'reset',
  'superseded',
  'media_lost',
  'interviewer_unavailable',
  'carrier_failed',
  'limit_reached',
  'operator',
  'shut_down',
  'unknown_dial',
  'expired',
] as const;
export const endReasonSchema = z.enum(endReasons);
export type EndReason = (typeof endReasons)[number];

/** How the candidate is reached. */
export const vias = ['phone', 'dial_in', 'browser'] as const;
export const viaSchema = z.enum(vias);
export type Via = (typeof vias)[number];

/** The status word that pages show. `idle` means that there is no session. */
export const callStatuses = ['calling', 'ringing', 'connected', 'ended'] as const;
export type CallStatus = (typeof callStatuses)[number];

const statusOfPhase: Record<Phase, CallStatus> = {
  configured: 'calling',
  dialling: 'calling',
  ringing: 'ringing',
  answered: 'connected',
  connecting: 'connected',
  active: 'connected',
  ending: 'connected',
  ended: 'ended',
  closed: 'ended',
};

export function toCallStatus(phase: Phase): CallStatus {
  return statusOfPhase[phase];
}

/** Phases of the interview itself, not of the call. */
export const interviewPhases = ['warm_up', 'questions', 'candidate_questions', 'closing'] as const;
export const interviewPhaseSchema = z.enum(interviewPhases);
export type InterviewPhase = (typeof interviewPhases)[number];

/** An interview's phase as it is stored. Null when there is none, and for one that only another version knows. */
export function toInterviewPhase(word: string | null): InterviewPhase | null {
  return interviewPhases.find((known) => known === word) ?? null;
}
