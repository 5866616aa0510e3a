import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { parseJson } from '@ringback/shared/runtime/parse-json';
import { seal, unseal } from '@ringback/shared/runtime/seal';
import { z } from 'zod';

/** Whom a booked call is for, and where it was booked from. */
const calleeSchema = z.object({
  /** `+` and digits. */
  phoneNumber: z.string(),
  /** The address that the limits of the start count for. */
  address: z.string(),
});
export type BookedCallee = z.infer<typeof calleeSchema>;

/** Seals a callee for one booking. */
export function sealCallee(keys: KeyRing, callee: BookedCallee, bookingId: string): string {
  return seal(keys, JSON.stringify(callee), bookingId);
}

/** Null when no key fits, when it was sealed for another booking, or when another version sealed what is unknown here. */
export function unsealCallee(keys: KeyRing, sealed: string, bookingId: string): BookedCallee | null {
  try {
    return calleeSchema.safeParse(parseJson(unseal(keys, sealed, bookingId))).data ?? null;
  } catch {
    // `unseal` throws for each of these, and its error says no more.
    return null;
  }
}
