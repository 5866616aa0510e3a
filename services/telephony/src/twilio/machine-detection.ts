import { z } from 'zod';

/** The form of a verdict of asynchronous machine detection (Twilio docs, "Answering Machine Detection"). */
const detectionForm = z.object({
  CallSid: z.string().regex(/^CA[0-9a-f]{32}$/i),
  AnsweredBy: z.string().max(32),
});

/** Who has answered, as the carrier believes. */
export interface Detection {
  callSid: string;
  /** `human`, `machine_start`, `fax`, `unknown`; more with other settings. */
  answeredBy: string;
}

/** Null when the form is no verdict. */
export function parseDetection(form: unknown): Detection | null {
  const parsed = detectionForm.safeParse(form);
  if (!parsed.success) return null;
  return { callSid: parsed.data.CallSid, answeredBy: parsed.data.AnsweredBy };
}

/** Only what is certain counts: an unknown voice keeps its chance to press 1. */
export function isMachine({ answeredBy }: Detection): boolean {
  return answeredBy === 'fax' || answeredBy.startsWith('machine');
}
