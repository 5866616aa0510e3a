import type { CallQuote } from '@ringback/shared/contract/call-prices';
import { AppError } from '@ringback/shared/contract/errors';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { type DialRules, isListed } from '../domain/dial-permission.ts';
import { toCallQuote } from '../domain/quote.ts';
import type { AdmissionFacts, CallAdmission } from './call-admission.ts';
import type { DialInDoor } from './dial-in-door.ts';
import { type DialSwitch, refuseForOwner, toDialable } from './dialling.ts';
import { refuseWithoutInterviewer } from './interviewer-room.ts';
import { type NumberProtection, refuseForCallee } from './number-protection.ts';
import { type StartRequest, toAgreedLength } from './start-request.ts';
import type { StoreRoom } from './store-room.ts';

/** Bridges report their load every second. */
const bridgesTellWithinMs = 2_000;

export interface AdmissionParts {
  redis: ScriptedRedis;
  rules: DialRules;
  dialSwitch: DialSwitch;
  admission: CallAdmission;
  /** Whether Redis has room for another session. */
  room: StoreRoom;
  /** Null when dialling in is not possible. */
  dialIn: DialInDoor | null;
  hashes: NumberHashes;
  protection: NumberProtection;
  /** The fleet's time, epoch ms. */
  now: () => number;
}

/** Whether a bridge has just freed this session's slot, though it has not reported that yet. */
function hasJustFreed({ times }: SessionRecord, now: number): boolean {
  return times.closedAt === null || now - times.closedAt < bridgesTellWithinMs;
}

/**
 * Throws the reason why this session is not possible. Otherwise it has its slots and its money and counts towards
 * its limits. Resolves to what it will cost.
 */
export async function admitStart(
  parts: AdmissionParts,
  sessionId: SessionId,
  { request, previous }: { request: StartRequest; previous: SessionRecord | null },
): Promise<CallQuote> {
  const { redis, rules, admission, dialIn, hashes } = parts;
  const { call } = request.body;
  await parts.room.refuseWhenFull();
  const replaced = previous?.sessionId ?? null;
  let callee: AdmissionFacts['callee'] = null;
  if (call.via === 'dial_in' && dialIn === null) throw new AppError('phone_unavailable');
  if (call.via === 'phone') {
    const number = toDialable(call.phoneNumber, rules);
    const isVerifying = call.verify === true;
    await refuseForOwner({ redis, hashes, rules }, { candidateId: request.candidateId, number, isVerifying });
    await refuseForCallee({ redis, hashes, rules, protection: parts.protection }, number, parts.now());
    callee = { number: number.e164, country: number.country, isListed: isListed(number, rules) };
    await parts.dialSwitch.refuseWhenOff();
  }
  await refuseWithoutInterviewer(redis, previous !== null && hasJustFreed(previous, parts.now()) ? 1 : 0);
  await request.spend();
  const { candidateId, address, body } = request;
  const lengthMinutes = toAgreedLength(body);
  const facts = { sessionId, candidateId, replaced, via: call.via, lengthMinutes, callee, address };
  return toCallQuote(await admission.admit(facts), lengthMinutes);
}
