import type { EndReason } from '@ringback/shared/contract/lifecycle';
import { z } from 'zod';

const overStatuses = ['completed', 'busy', 'failed', 'no-answer', 'canceled'] as const;
const liveStatuses = ['queued', 'initiated', 'ringing', 'in-progress'] as const;

/** The call states that callbacks name. Only callbacks know `initiated`. */
export const carrierStatusSchema = z.enum([...liveStatuses, ...overStatuses]);
export type CarrierStatus = z.infer<typeof carrierStatusSchema>;

const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** The form of a status callback (Twilio docs, "Call resource"). Numbers travel as text. */
const callbackForm = z.object({
  CallSid: z.string().regex(/^CA[0-9a-f]{32}$/i),
  CallStatus: carrierStatusSchema,
  SequenceNumber: count,
  SipResponseCode: count.optional(),
});

/** One report on a call's progress. Reports arrive in any order, so the session's record judges each one. */
export interface CarrierReport {
  callSid: string;
  status: CarrierStatus;
  /** From 0, rising by one with each callback of the call. */
  sequenceNumber: number;
  sipResponseCode: number | null;
}

/** Null when the form is no status callback. */
export function parseStatusCallback(form: unknown): CarrierReport | null {
  const parsed = callbackForm.safeParse(form);
  if (!parsed.success) return null;
  const { data } = parsed;
  return {
    callSid: data.CallSid,
    status: data.CallStatus,
    sequenceNumber: data.SequenceNumber,
    sipResponseCode: data.SipResponseCode ?? null,
  };
}

/** SIP 603: the called party declined. */
const declined = 603;

const endReasonOf: Partial<Record<CarrierStatus, EndReason>> = {
  completed: 'hung_up_by_candidate',
  busy: 'busy',
  'no-answer': 'no_answer',
  failed: 'carrier_failed',
  // We complete calls and never cancel them, so this was done in the carrier's console.
  canceled: 'operator',
};

/** The end reason that this report gives its session. Null while the call lives. */
export function toEndReason(report: Pick<CarrierReport, 'status' | 'sipResponseCode'>): EndReason | null {
  if (report.status === 'busy' && report.sipResponseCode === declined) return 'declined';
  return endReasonOf[report.status] ?? null;
}
