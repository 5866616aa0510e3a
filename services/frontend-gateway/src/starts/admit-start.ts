import type { CallQuote } from '@ringback/shared/contract/call-prices';
import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { isNumberVerified } from '@ringback/shared/redis/admission/verified-numbers';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { type DialRules, isListed, type KnownNumber } from '../domain/dial-permission.ts';
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

/** Whether this phone was shown to be the candidate's: they choose by themselves when it may ring. */
export function isOwn(
  { redis, hashes }: Pick<AdmissionParts, 'redis' | 'hashes'>,
  candidateId: CandidateId,
  { e164 }: KnownNumber,
): Promise<boolean> {
  return isNumberVerified(redis, hashes, { candidateId, phoneNumber: e164 });
}

/** Whether a bridge has just freed this session's slot, though it has not reported that yet. */
function hasJustFreed({ times }: SessionRecord, now: number): boolean {
  return times.closedAt === null || now - times.closedAt < bridgesTellWithinMs;
}

/** A start, and the session that is practised again. Null: none. */
interface Start {
  request: StartRequest;
  previous: SessionRecord | null;
}

/**
 * Throws the reason why this session is not possible. Otherwise it counts towards the candidate's starts. Resolves to
 * who will be called. Null: it is no call to a phone.
 */
export async function permitStart(
  parts: AdmissionParts,
  { request, previous }: Start,
): Promise<AdmissionFacts['callee']> {
  const { redis, rules, dialIn, hashes } = parts;
  const { call } = request.body;
  await parts.room.refuseWhenFull();
  let callee: AdmissionFacts['callee'] = null;
  if (call.via === 'dial_in' && dialIn === null) throw new AppError('phone_unavailable');
  if (call.via === 'phone') {
    const number = toDialable(call.phoneNumber, rules);
    const isVerifying = call.verify === true;
    const { candidateId } = request;
    await refuseForOwner({ redis, hashes, rules }, { candidateId, number, isVerifying });
    const atMs = parts.now();
    const isOwnHour = request.booked !== undefined && (await isOwn(parts, candidateId, number));
    await refuseForCallee(parts, number, { atMs, nowMs: atMs, isOwnHour });
    callee = { number: number.e164, country: number.country, isListed: isListed(number, rules) };
    await parts.dialSwitch.refuseWhenOff();
  }
  await refuseWithoutInterviewer(redis, previous !== null && hasJustFreed(previous, parts.now()) ? 1 : 0);
  await request.spend();
  return callee;
}

/**
 * Throws when there is no slot or no money for a permitted session. Otherwise it has both, and counts towards its limits.
 * Resolves to what it will cost.
 */
export async function reserveStart(
  { admission }: Pick<AdmissionParts, 'admission'>,
  sessionId: SessionId,
  { request, previous, callee }: Start & { callee: AdmissionFacts['callee'] },
): Promise<CallQuote> {
  const replaced = previous?.sessionId ?? null;
  const { candidateId, address, body } = request;
  const lengthMinutes = toAgreedLength(body);
  const facts = { sessionId, candidateId, replaced, via: body.call.via, lengthMinutes, callee, address };
  return toCallQuote(await admission.admit(facts), lengthMinutes);
}
