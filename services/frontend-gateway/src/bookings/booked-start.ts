import { type StartSession, startSessionSchema } from '@ringback/shared/contract/http-api';
import { storedJobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { BookedCall } from '@ringback/shared/contract/stored-booking';

/** The start that a booking has kept, as a start by phone to this number. Null: it is none that this version knows. */
export function toBookedStart(start: BookedCall['start'], phoneNumber: string): StartSession | null {
  return startSessionSchema.safeParse({ ...start, call: { via: 'phone', phoneNumber } }).data ?? null;
}

/** The title of the job of a kept start. Null: this version cannot read it. */
export function toBookedTitle({ jobConfiguration }: BookedCall['start']): string | null {
  return storedJobConfigurationSchema.safeParse(jobConfiguration).data?.jobTitle ?? null;
}
