import type { BookingRequest } from '@ringback/shared/contract/bookings';
import type { CandidateId } from '@ringback/shared/contract/ids';

/** A request for a booking, with everything by which it is judged. */
export interface BookingOrder {
  candidateId: CandidateId;
  /** The ids whose sessions the candidate may practise again. */
  owners: readonly CandidateId[];
  body: BookingRequest;
  /** Where the request comes from. */
  address: string;
  /** Spends one of the visitor's bookings. Throws when none is left. */
  spend: () => Promise<void>;
}
