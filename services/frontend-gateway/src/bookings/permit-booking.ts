import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId } from '@ringback/shared/contract/ids';
import type { BookedTime } from '../domain/booking-time.ts';
import { type AdmissionParts, isOwn } from '../starts/admit-start.ts';
import { refuseForOwner, toDialable } from '../starts/dialling.ts';
import { nightLeftMs, refuseForCallee } from '../starts/number-protection.ts';

export type PermitParts = Pick<
  AdmissionParts,
  'redis' | 'rules' | 'dialSwitch' | 'room' | 'hashes' | 'protection' | 'now'
>;

/**
 * Throws the reason why this call cannot be booked, as far as it is known already. What else may stand in its way (limits,
 * money, an interviewer) is judged at its time, as all of this is again. Resolves to the number, as `+` and digits.
 */
export async function permitBooking(
  parts: PermitParts,
  asked: { candidateId: CandidateId; phoneNumber: string; time: BookedTime },
): Promise<string> {
  const { candidateId, time } = asked;
  await parts.room.refuseWhenFull();
  const number = toDialable(asked.phoneNumber, parts.rules);
  await refuseForOwner(parts, { candidateId, number, isVerifying: false });
  const isOwnHour = await isOwn(parts, candidateId, number);
  const nowMs = parts.now();
  // A surprise is judged at both ends of its window, so that a refusal does not tell when it would have come.
  const ends = time.windowEndsAt === null ? [time.dueAt] : [nowMs, time.windowEndsAt];
  if (!isOwnHour && ends.some((atMs) => nightLeftMs(parts, number, atMs) > 0))
    throw new AppError('booking_time_quiet');
  await refuseForCallee(parts, number, { atMs: Math.max(...ends), nowMs, isOwnHour: true });
  await parts.dialSwitch.refuseWhenOff();
  return number.e164;
}
