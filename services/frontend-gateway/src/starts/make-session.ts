import type { CallQuote } from '@ringback/shared/contract/call-prices';
import { AppError } from '@ringback/shared/contract/errors';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { PreparedPractice } from '@ringback/shared/practice/prepare-practice';
import { readFleetGeneration } from '@ringback/shared/redis/fleet/fleet';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { DialRules } from '../domain/dial-permission.ts';
import type { DialRequests } from './dial-requests.ts';
import { toDialable } from './dialling.ts';
import { type StartRequest, toAgreedLength, toHeldJob } from './start-request.ts';

export interface MakingParts {
  redis: ScriptedRedis;
  store: SessionStore;
  dialRequests: DialRequests;
  logger: Logger;
  rules: DialRules;
  retentionSeconds: number;
  /** The fleet's time, epoch ms. */
  now: () => number;
}

/** Stores the admitted session, or finds it stored by the same request. */
export async function makeSession(
  parts: MakingParts,
  sessionId: SessionId,
  {
    request,
    bodyHash,
    quote,
    practice,
  }: { request: StartRequest; bodyHash: string; quote: CallQuote; practice: PreparedPractice | null },
): Promise<ReadRecord> {
  const { redis, store, logger } = parts;
  const { candidateId, body } = request;
  const { previousSessionId = null, interviewMode = 'exam' } = body;
  const jobConfiguration = toHeldJob(body);
  const lengthMinutes = toAgreedLength(body);
  const at = parts.now();
  const result = await store.create(
    {
      type: 'session.configured',
      sessionId,
      at,
      ownerId: candidateId,
      via: body.call.via,
      jobConfiguration,
      configurationHash: configurationHash(jobConfiguration),
      previousSessionId,
      ...(lengthMinutes === jobConfiguration.lengthMinutes ? {} : { lengthMinutes }),
      ...practice,
      ...(interviewMode === 'exam' ? {} : { interviewMode }),
      fleetGeneration: await readFleetGeneration(redis),
      quote,
      ...(body.consent === undefined
        ? {}
        : { consent: { version: body.consent, givenAt: request.booked?.at ?? at } }),
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

/** Asks telephony to call the candidate, if the session is by phone and was not dialled yet. */
export async function requestCall(
  parts: MakingParts,
  { body }: StartRequest,
  { record }: ReadRecord,
): Promise<void> {
  const { store, dialRequests, logger, rules } = parts;
  const { sessionId } = record;
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
