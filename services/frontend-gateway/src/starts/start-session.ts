import { AppError } from '@ringback/shared/contract/errors';
import type { SessionStarted, StartSession } from '@ringback/shared/contract/http-api';
import { type CandidateId, type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { ReadRecord, SessionRecord } from '@ringback/shared/contract/session-record';
import { issueDialInCode } from '@ringback/shared/redis/admission/dial-in-codes';
import { issueTicket } from '@ringback/shared/redis/admission/tickets';
import { readFleetGeneration } from '@ringback/shared/redis/fleet/fleet';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import { canonicalHash, configurationHash } from '@ringback/shared/runtime/configuration-hash';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';
import { keyedHash } from '@ringback/shared/runtime/seal';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { type DialRules, isListed } from '../domain/dial-permission.ts';
import type { AdmissionFacts, CallAdmission } from './call-admission.ts';
import type { DialInDoor } from './dial-in-door.ts';
import type { DialRequests } from './dial-requests.ts';
import { type DialSwitch, refuseForOwner, toDialable } from './dialling.ts';
import { refuseWithoutInterviewer } from './interviewer-room.ts';
import { type NumberProtection, refuseForCallee } from './number-protection.ts';
import type { StoreRoom } from './store-room.ts';

/** Bridges report their load every second. */
const bridgesTellWithinMs = 2_000;

export interface StartParts {
  redis: ScriptedRedis;
  store: SessionStore;
  dialRequests: DialRequests;
  logger: Logger;
  rules: DialRules;
  dialSwitch: DialSwitch;
  admission: CallAdmission;
  /** Whether Redis has room for another session. */
  room: StoreRoom;
  /** Null when dialling in is not possible. */
  dialIn: DialInDoor | null;
  secrets: { ids: string; bodies: string };
  hashes: NumberHashes;
  protection: NumberProtection;
  retentionSeconds: number;
  /** The fleet's time, epoch ms. */
  now: () => number;
}

export interface StartRequest {
  candidateId: CandidateId;
  /** The ids whose sessions the candidate may practise again. */
  owners: readonly CandidateId[];
  body: StartSession;
  /** Where this browser's audio goes. */
  mediaUrl: string;
  /** Where the request comes from. */
  address: string;
  /** The origin of the asking page. */
  origin: string | undefined;
  /** Spends one of the candidate's starts. Throws when none is left. */
  spend: () => Promise<void>;
}

/** Derived, so that a repeated request finds its session wherever it arrives. */
function toSessionId(secret: string, candidateId: CandidateId, operationId: string): SessionId {
  const hash = keyedHash(secret, `session\n${candidateId}\n${operationId}`);
  return sessionIdSchema.parse(`ses_${hash.slice(0, 22)}`);
}

/** Whether a bridge has just freed this session's slot, though it has not reported that yet. */
function hasJustFreed({ times }: SessionRecord, now: number): boolean {
  return times.closedAt === null || now - times.closedAt < bridgesTellWithinMs;
}

/** Whether the person who answers may still be asked for the code of the page. */
function isBeforeGate({ phase }: SessionRecord): boolean {
  return phase === 'configured' || phase === 'dialling' || phase === 'ringing' || phase === 'answered';
}

/** Starts a session, or finds the one that the same request started before. */
export function createSessionStarter(parts: StartParts): (request: StartRequest) => Promise<SessionStarted> {
  const { redis, store, dialRequests, logger, rules, admission, dialIn, secrets, hashes } = parts;

  /** A session that can no longer be read must not keep its owner from practising again. */
  async function readPrevious(
    sessionId: SessionId,
    owners: readonly CandidateId[],
  ): Promise<ReadRecord | 'unreadable' | null> {
    try {
      return await store.read(sessionId);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      const owned = await Promise.all(owners.map((ownerId) => store.isOwnedBy(sessionId, ownerId)));
      return owned.includes(true) ? 'unreadable' : null;
    }
  }

  async function previousOf({ owners, body }: StartRequest): Promise<ReadRecord | null> {
    if (body.previousSessionId === undefined) return null;
    const read = await readPrevious(body.previousSessionId, owners);
    if (read === 'unreadable') return null;
    if (read === null || !owners.includes(read.record.ownerId)) throw new AppError('session_not_found');
    return read;
  }

  /** The session of an earlier request with this operation id; null when there was none. */
  async function recall(
    sessionId: SessionId,
    operationId: string,
    bodyHash: string,
  ): Promise<ReadRecord | null> {
    // In this order, a session that appears in between is known by its operation.
    const before = await store.read(sessionId);
    const answered = await store.recall(sessionId, operationId, bodyHash);
    // The operation is remembered for a shorter time than the session, so its body can no longer be compared.
    if (answered?.outcome === 'operation_conflict' || (answered === null && before !== null)) {
      throw new AppError('operation_conflict');
    }
    if (answered === null) return null;
    const read = before ?? (await store.read(sessionId));
    if (read === null) throw new AppError('session_ended');
    return read;
  }

  /**
   * Throws the reason why this session is not possible. Otherwise it has its slots and its money and counts towards
   * its limits.
   */
  async function admit(
    sessionId: SessionId,
    request: StartRequest,
    previous: SessionRecord | null,
  ): Promise<void> {
    const { call } = request.body;
    await parts.room.refuseWhenFull();
    const replaced = previous?.sessionId ?? null;
    let callee: AdmissionFacts['callee'] = null;
    if (call.via === 'dial_in' && dialIn === null) throw new AppError('phone_unavailable');
    if (call.via === 'phone') {
      const number = toDialable(call.phoneNumber, rules);
      const isVerifying = call.verify === true;
      await refuseForOwner(
        { redis, hashes, rules },
        { candidateId: request.candidateId, number, isVerifying },
      );
      await refuseForCallee({ redis, hashes, rules, protection: parts.protection }, number, parts.now());
      callee = { number: number.e164, country: number.country, isListed: isListed(number, rules) };
      await parts.dialSwitch.refuseWhenOff();
    }
    await refuseWithoutInterviewer(redis, previous !== null && hasJustFreed(previous, parts.now()) ? 1 : 0);
    await request.spend();
    const { candidateId, address, body } = request;
    const { lengthMinutes } = body.jobConfiguration;
    const facts = { sessionId, candidateId, replaced, via: call.via, lengthMinutes, callee, address };
    await admission.admit(facts);
  }

  async function create(sessionId: SessionId, request: StartRequest, bodyHash: string): Promise<ReadRecord> {
    const { candidateId, body } = request;
    const { jobConfiguration, previousSessionId = null } = body;
    const result = await store.create(
      {
        type: 'session.configured',
        sessionId,
        at: parts.now(),
        ownerId: candidateId,
        via: body.call.via,
        jobConfiguration,
        configurationHash: configurationHash(jobConfiguration),
        previousSessionId,
        fleetGeneration: await readFleetGeneration(redis),
      },
      { operationId: body.operationId, bodyHash, retentionSeconds: parts.retentionSeconds },
    );
    if (result.outcome === 'unwritable') throw new AppError('configuration_invalid');
    if (result.outcome === 'gone') throw new AppError('session_ended');
    if (result.outcome !== 'ok' && result.outcome !== 'duplicate') throw new AppError('operation_conflict');
    const read = await store.read(sessionId);
    if (read === null) throw new AppError('session_ended');
    const { record } = read;
    logger.info(
      { sessionId, via: record.via, configurationHash: record.configurationHash, previousSessionId },
      'job configuration received',
    );
    return read;
  }

  async function requestCall(
    sessionId: SessionId,
    { body }: StartRequest,
    { record }: ReadRecord,
  ): Promise<void> {
    if (body.call.via !== 'phone' || record.phase !== 'configured') return;
    const { e164 } = toDialable(body.call.phoneNumber, rules);
    try {
      const notAfter = record.deadlineAt ?? parts.now();
      const gateAsksCode = body.call.verify === true;
      await dialRequests.add({ sessionId, phoneNumber: e164, notAfter, gateAsksCode });
    } catch (error) {
      logger.warn({ err: error, sessionId }, 'call could not be requested');
      await store.commit(sessionId, { type: 'end', reason: 'carrier_failed' });
      throw new AppError('store_unavailable', { cause: error });
    }
  }

  return async (request) => {
    const { body, candidateId } = request;
    const sessionId = toSessionId(secrets.ids, candidateId, body.operationId);
    // Keyed: an attacker who tries all phone numbers could reverse a plain hash.
    const bodyHash = keyedHash(secrets.bodies, canonicalHash(body));
    let read = await recall(sessionId, body.operationId, bodyHash);
    if (read === null) {
      const previous = await previousOf(request);
      await admit(sessionId, request, previous?.record ?? null);
      if (previous !== null && isLive(previous.record.phase)) {
        await store.commit(previous.record.sessionId, { type: 'end', reason: 'superseded' });
      }
      read = await create(sessionId, request, bodyHash);
    }
    const { call } = body;
    const isVerifying = call.via === 'phone' && call.verify === true && isBeforeGate(read.record);
    // Issued before the caller can be asked for it.
    const gateCode = isVerifying ? await issueDialInCode(redis, hashes, sessionId) : null;
    await requestCall(sessionId, request, read);
    const { phase, via } = read.record;
    const { ticket } = await issueTicket(redis, {
      kind: 'viewer',
      sessionId,
      candidateId,
      ...(request.origin === undefined ? {} : { origin: request.origin }),
    });
    const started = { sessionId, revision: read.revision, phase, ticket };
    if (via === 'dial_in' && dialIn !== null && phase === 'configured') {
      return { ...started, dialIn: await dialIn.open(sessionId) };
    }
    if (gateCode !== null) return { ...started, gateCode };
    if (via !== 'browser' || !isLive(phase)) return started;
    const media = await issueTicket(redis, { kind: 'media', sessionId, candidateId });
    return { ...started, media: { url: request.mediaUrl, token: media.ticket } };
  };
}
