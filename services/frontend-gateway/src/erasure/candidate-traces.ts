import type { ErasedCounts } from '@ringback/shared/contract/deletion-record';
import type { CandidateId } from '@ringback/shared/contract/ids';
import { forgetCallers, toLimitText } from '@ringback/shared/redis/admission/called-numbers';
import { forgetShares } from '@ringback/shared/redis/admission/carrier-prices';
import { cancelDeviceCode } from '@ringback/shared/redis/admission/device-codes';
import { dayOf } from '@ringback/shared/redis/admission/reservations';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { candidateLimits } from '../starts/candidate-limits.ts';

/** That of erasures itself stays for its hour. It counts under a hash, which leads to no person. */
const { erasures: _stays, ...erased } = candidateLimits;

const dayMs = 24 * 3600_000;
/** A day's money is kept for two days after its beginning. */
const keptDays = 3;

/** The booked call of a candidate, as an erasure sees it. */
export interface ForgottenBookings {
  isWaiting(owners: readonly CandidateId[]): Promise<boolean>;
  /** Removes everything of it, whatever its state. */
  forget(owner: CandidateId): Promise<boolean>;
}

/** What was found of a candidate, by its kind. */
type FoundTraces = Required<Pick<ErasedCounts, 'limits' | 'verified_numbers' | 'waiting_jobs'>>;

/** What Redis holds of a candidate beside their sessions: keys with their id, or with a hash of it. */
export interface CandidateTraces {
  /** How many there are. */
  count(owners: readonly CandidateId[]): Promise<FoundTraces>;
  /** Removes them. Returns what was there. What happened to a number stays, without who had it called. */
  remove(owners: readonly CandidateId[]): Promise<FoundTraces>;
}

export function createCandidateTraces(parts: {
  redis: ScriptedRedis;
  hashes: NumberHashes;
  bookings: ForgottenBookings;
  /** The fleet's time, epoch ms. */
  now: () => number;
}): CandidateTraces {
  const { redis, hashes, bookings, now } = parts;

  /** By a hash under every key that may have been used. */
  const hashed = (owner: CandidateId) => hashes.known(toLimitText(owner)).map((hash) => `candidate:${hash}`);

  function limitKeys(owner: CandidateId): string[] {
    const days = Array.from({ length: keptDays }, (_, ago) => dayOf(now() - ago * dayMs));
    return [
      keys.candidateSuccession(owner),
      keys.candidateSlots(owner),
      keys.candidatePhoneSlot(owner),
      keys.candidateSeats(owner),
      keys.deviceCodeOf(owner),
      ...Object.values(erased).map((name) => keys.limit(name(owner))),
      ...hashed(owner).flatMap((name) => [
        keys.limit(`calls:${name}`),
        ...days.map((day) => keys.spentShare(day, name)),
      ]),
    ];
  }

  return {
    async count(owners) {
      const limits = await redis.exists(...owners.flatMap(limitKeys));
      const numbers = await Promise.all(owners.map((owner) => redis.scard(keys.verifiedNumbers(owner))));
      // A number stands there under the hash of this release and under that of the one before.
      const verified = numbers.reduce((sum, many) => sum + Math.ceil(many / 2), 0);
      const isWaiting = await bookings.isWaiting(owners);
      return { limits, verified_numbers: verified, waiting_jobs: isWaiting ? 1 : 0 };
    },
    async remove(owners) {
      const found = await this.count(owners);
      for (const owner of owners) {
        await cancelDeviceCode(redis, owner);
        await bookings.forget(owner);
      }
      await redis.del(...owners.flatMap((owner) => [keys.verifiedNumbers(owner), ...limitKeys(owner)]));
      await forgetShares(redis, new Set(owners.flatMap(hashed)));
      await forgetCallers(redis, hashes, owners);
      return found;
    },
  };
}
