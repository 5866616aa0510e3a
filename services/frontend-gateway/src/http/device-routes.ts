import { deviceCodeJoinSchema, deviceCodeLookSchema } from '@ringback/shared/contract/device-codes';
import { AppError } from '@ringback/shared/contract/errors';
import type { CandidateId } from '@ringback/shared/contract/ids';
import { createDeviceCodes, type ValidDeviceCode } from '@ringback/shared/redis/admission/device-codes';
import { isBeingErased } from '@ringback/shared/redis/erasure/erasure-requests';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { Logger } from '@ringback/shared/runtime/logger';
import { type Request, Router } from 'express';
import { candidateLimits } from '../starts/candidate-limits.ts';
import { type CandidateGlance, glanceAtCandidate } from './candidate-glance.ts';
import type { Visitors } from './compose-visitors.ts';
import { createDeviceDoor } from './device-door.ts';
import { spendLimit } from './limits.ts';
import { parseBody } from './request-body.ts';

/** Codes that a candidate may have made. */
const makeLimit = { most: 20, windowMs: 10 * 60_000 };

const nothing: CandidateGlance = { interviews: 0, newest: null, isLive: false };

interface DeviceRouteParts
  extends Pick<Visitors, 'access' | 'cookie' | 'succession' | 'reads' | 'isSecure' | 'addressOf'> {
  redis: ScriptedRedis;
  store: Pick<SessionStore, 'read'>;
  bookings: { isWaiting(owners: readonly CandidateId[]): Promise<boolean> };
  secrets: KeyRing;
  logger: Logger;
}

/**
 * By which another browser becomes the same candidate: `/api/candidate/device-code`. A code is only given to a candidate
 * whose id no longer changes, so that no device is left behind with a former one.
 */
export function createDeviceRoutes(parts: DeviceRouteParts): Router {
  const { redis, access, cookie, succession, secrets, reads, isSecure, addressOf, logger, bookings } = parts;
  const codes = createDeviceCodes(redis, secrets);
  const door = createDeviceDoor(redis, codes);
  const routes = Router();
  const path = '/api/candidate/device-code';

  routes.post(path, async (request, response) => {
    const known = access.known(request);
    await spendLimit(redis, candidateLimits.deviceCodes(known.candidateId), makeLimit);
    if ((await succession.standing(known)) !== 'settled') throw new AppError('device_code_early');
    const made = await codes.make(known.owners);
    logger.info({ expiresAt: made.expiresAt }, 'device code made');
    response.status(201).json(made);
  });

  routes.get(path, async (request, response) => {
    const candidateId = access.candidate(request);
    await reads.spend(request, 1);
    response.json({ expiresAt: await codes.waitsUntil(candidateId) });
  });

  routes.delete(path, async (request, response) => {
    await codes.cancel(access.candidate(request));
    response.status(204).end();
  });

  /** A candidate of whom everything is being erased is joined by no browser: it would leave its own for nothing. */
  const isLost = ({ owners: [candidateId] }: ValidDeviceCode) => isBeingErased(redis, candidateId);
  async function open(code: string, address: string): Promise<ValidDeviceCode> {
    const found = await door(code, address);
    if (await isLost(found)) throw new AppError('device_code_wrong');
    return found;
  }

  const isOwn = (request: Request, { owners: [candidateId] }: ValidDeviceCode) =>
    access.candidate(request) === candidateId;

  const glance = (request: Request, owners: Parameters<typeof glanceAtCandidate>[1]) =>
    glanceAtCandidate(parts, owners, (looks) => reads.spend(request, looks));

  /** What this browser would show no longer. */
  const glanceAtOwn = async (request: Request, found: ValidDeviceCode) =>
    isOwn(request, found) ? nothing : await glance(request, access.known(request).owners);

  routes.post(`${path}/look`, async (request, response) => {
    access.known(request);
    const { code } = parseBody(deviceCodeLookSchema, request.body);
    await reads.spend(request, 1);
    const found = await open(code, addressOf(request));
    const { interviews, isLive } = await glanceAtOwn(request, found);
    response.json({
      madeAt: found.madeAt,
      expiresAt: found.expiresAt,
      isSame: isOwn(request, found),
      there: await glance(request, found.owners),
      own: { interviews, isLive },
    });
  });

  routes.post(`${path}/join`, async (request, response) => {
    const { owners } = access.known(request);
    const { code, leaveOwn } = parseBody(deviceCodeJoinSchema, request.body);
    await reads.spend(request, 1);
    const found = await open(code, addressOf(request));
    const own = await glanceAtOwn(request, found);
    if (own.isLive) throw new AppError('own_interview_live');
    // The phone would ring, and this browser could neither say so nor cancel it.
    if (!isOwn(request, found) && (await bookings.isWaiting(owners))) throw new AppError('own_booking');
    if (own.interviews > 0 && !leaveOwn) throw new AppError('own_interviews');
    // Another browser, the same one by a second click, or an erasure may have been first.
    if (!(await codes.take(found)) || (await isLost(found))) throw new AppError('device_code_wrong');
    response.set('Set-Cookie', cookie.join(found.owners, { secure: isSecure(request) }));
    logger.info('device code used: another browser is the same candidate now');
    response.status(204).end();
  });

  return routes;
}
