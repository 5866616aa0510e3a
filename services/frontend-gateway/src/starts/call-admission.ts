import type { CallPrices } from '@ringback/shared/contract/call-prices';
import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { Via } from '@ringback/shared/contract/lifecycle';
import { wideNetworkOf } from '@ringback/shared/contract/wide-network';
import { admitCall, type LiveSlots } from '@ringback/shared/redis/admission/call-admission';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import { toFirstReservation } from '@ringback/shared/session/reservation';
import { type CallLimits, limitsOf } from '../domain/call-limits.ts';
import { type DayShares, sharesOf } from '../domain/day-shares.ts';
import { type CarrierPrices, toPrices } from '../domain/quote.ts';

/** A person can answer one phone at a time. */
const phoneCallsPerCandidate = 1;
const ownPhone = 'own_phone';
/** A call ends soon, at an unknown time. */
const whenFullRetryAfterMs = 30_000;

/** The candidate who asks, whom to call, and for how long. */
export interface AdmissionFacts {
  sessionId: SessionId;
  candidateId: CandidateId;
  /** The candidate's earlier session, whose slots this one takes over. */
  replaced: SessionId | null;
  via: Via;
  lengthMinutes: number;
  /** Null when no number is called. */
  callee: { number: string; country: string | null; isListed: boolean } | null;
  address: string;
}

/**
 * Holds new sessions to their limits: live sessions, calls an hour, the day's money. One atomic check. Closed when
 * Redis does not answer, because calls cost money.
 */
export interface CallAdmission {
  /**
   * Throws `limited`, or `call_under_way` when the candidate's own phone has a call. `details.retryAfterMs` tells when
   * to try again and `details.limit` names the limit. Rejects without Redis. Resolves to the prices that count.
   */
  admit(facts: AdmissionFacts): Promise<CallPrices>;
}

export function createCallAdmission(parts: {
  redis: ScriptedRedis;
  logger: Logger;
  /** Keyed, so that a limit's name reveals no number. */
  hash: (text: string) => string;
  /** Live sessions. 0 means no limit, except for `inAll`, where it means none at all. */
  most: { inAll: number; perCandidate: number; perAddress: number; perNetwork: number };
  callLimits: CallLimits;
  dailyLimitUsd: number;
  /** How much of the day's money each may take. */
  dayShares: DayShares;
  /** The fleet's time, epoch ms. */
  now: () => number;
  carrierPrices: CarrierPrices;
  isCarrierReal: boolean;
  isModelReal: boolean;
}): CallAdmission {
  const { redis, logger, hash, most, callLimits, dailyLimitUsd, dayShares } = parts;

  const originSlots = (kind: string, origin: string) => keys.originSlots(`${kind}:${hash(origin)}`);
  const slotsOf = ({ via, candidateId, address }: AdmissionFacts): LiveSlots[] => [
    { name: 'live_calls', key: keys.slots, most: most.inAll },
    { name: 'own_sessions', key: keys.candidateSlots(candidateId), most: most.perCandidate },
    { name: 'address_sessions', key: originSlots('address', address), most: most.perAddress },
    { name: 'network_sessions', key: originSlots('network', wideNetworkOf(address)), most: most.perNetwork },
    ...(via === 'phone'
      ? [
          {
            name: ownPhone,
            key: keys.candidatePhoneSlot(candidateId),
            most: phoneCallsPerCandidate,
          },
        ]
      : []),
  ];

  function refuse(limit: string, via: Via, retryAfterMs: number): never {
    logger.warn({ limit, via }, 'call refused by a limit');
    throw new AppError(limit === ownPhone ? 'call_under_way' : 'limited', {
      details: { retryAfterMs, limit },
    });
  }

  return {
    async admit(facts) {
      const { sessionId, candidateId, replaced, via, lengthMinutes, callee, address } = facts;
      if (most.inAll === 0) refuse('live_calls', via, whenFullRetryAfterMs);
      const prices = toPrices({ ...parts, via, country: callee?.country ?? null });
      const reserve = toFirstReservation(prices, lengthMinutes);
      const counted = {
        number: callee?.number ?? null,
        isListed: callee?.isListed ?? false,
        country: callee?.country ?? null,
        candidateId,
        address,
      };
      const answer = await admitCall(redis, {
        sessionId,
        at: parts.now(),
        replaced,
        slots: slotsOf(facts),
        // A session without a phone call is limited by its money and by the other limits of a start.
        limits: via === 'browser' ? [] : limitsOf(counted, callLimits, hash),
        reserve,
        dailyLimitUsd,
        shares: sharesOf({ candidateId, address }, dayShares, {
          ...{ dailyLimitUsd, hash },
          firstUsd: reserve.amountUsd,
        }),
        prices,
      });
      if (answer.outcome === 'full') refuse(answer.name, via, whenFullRetryAfterMs);
      if (answer.outcome === 'spent') {
        const whose = answer.name?.split(':')[0];
        refuse(whose === undefined ? 'daily_spend' : `daily_spend_of_${whose}`, via, answer.retryAfterMs);
      }
      if (answer.outcome === 'limited') refuse(answer.name.split(':')[1] ?? '', via, answer.retryAfterMs);
      return prices;
    },
  };
}
