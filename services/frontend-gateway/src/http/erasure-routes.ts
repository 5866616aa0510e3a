import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type DeletionRecord, deletionReferenceSchema } from '@ringback/shared/contract/deletion-record';
import { AppError } from '@ringback/shared/contract/errors';
import { eraseQuerySchema } from '@ringback/shared/contract/http-api';
import { operationIdSchema } from '@ringback/shared/contract/ids';
import { takeFromLimits } from '@ringback/shared/redis/admission/limits';
import { readDeletionRecord } from '@ringback/shared/redis/erasure/deletion-records';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { type Request, Router } from 'express';
import { findDeletionReference } from '../erasure/deletion-reference.ts';
import type { ErasurePreviews } from '../erasure/erasure-preview.ts';
import type { Erasures } from '../erasure/erasures.ts';
import { candidateLimits } from '../starts/candidate-limits.ts';
import type { Visitors } from './compose-visitors.ts';
import { refuseLimited } from './limits.ts';
import { parseBody } from './request-body.ts';

/** Each walks through all of Redis. A school's address has candidates who leave on the same day. */
const everythingPerHour = { candidate: 5, address: 50 };
const hourMs = 3600_000;
/** The answer waits for so long, because most erasures are over sooner. */
const patienceMs = 4_000;

/** The header that names the deletion record of an erased session, whose answer has no body. */
export const deletionHeader = 'Deletion-Record';

/** A record for one who knows its reference. It contains nothing personal. */
export async function requireRecord(redis: ScriptedRedis, typed: unknown): Promise<DeletionRecord> {
  const reference = deletionReferenceSchema.safeParse(typed);
  if (!reference.success) throw new AppError('id_malformed');
  const record = await readDeletionRecord(redis, reference.data);
  if (record === null) throw new AppError('deletion_record_not_found');
  return record;
}

export interface ErasureRouteParts extends Pick<Visitors, 'access' | 'cookie' | 'reads' | 'isSecure'> {
  redis: ScriptedRedis;
  erasures: Pick<Erasures, 'eraseOne' | 'eraseEverything'>;
  previews: ErasurePreviews;
  secrets: KeyRing;
}

/** What a candidate may erase: one session, or everything. Before it a preview, after it a deletion record. */
export function createErasureRoutes(parts: ErasureRouteParts): Router {
  const routes = Router();
  addOne(routes, parts);
  addEverything(routes, parts);
  routes.get('/api/deletion-records/:reference', async (request, response) => {
    await parts.reads.spend(request, 1);
    response.json(await requireRecord(parts.redis, request.params.reference));
  });
  return routes;
}

function addOne(routes: Router, parts: ErasureRouteParts): void {
  const { redis, access, reads, erasures, previews, secrets } = parts;
  routes.get('/api/sessions/:id/erasure', async (request, response) => {
    await reads.spend(request, 1);
    const { sessionId } = await access.erasable(request);
    response.json(await previews.ofSession(sessionId));
  });

  routes.delete('/api/sessions/:id', async (request, response) => {
    await reads.spend(request, 1);
    const { sessionId, ownerId } = await access.erasable(request);
    const reference = await findDeletionReference(redis, secrets, { sessionId });
    const { done } = await erasures.eraseOne({ sessionId, ownerId, by: 'candidate', reference });
    // A refusal has it too: what is stored is done later, and the session may be gone for a second request.
    response.set(deletionHeader, reference);
    await done;
    response.status(204).end();
  });
}

function addEverything(routes: Router, parts: ErasureRouteParts): void {
  const { redis, access, cookie, reads, erasures, previews, secrets } = parts;

  async function spend(request: Request): Promise<void> {
    await reads.spend(request, 1);
    const { candidateId, address } = reads.visitor(request);
    const takings = [
      { name: candidateLimits.erasures(candidateId), most: everythingPerHour.candidate },
      { name: `erasures:address:${address}`, most: everythingPerHour.address },
    ];
    refuseLimited(
      await takeFromLimits(
        redis,
        takings.map((taking) => ({ ...taking, windowMs: hourMs, amount: 1 })),
      ),
    );
  }

  routes.get('/api/candidate/erasure', async (request, response) => {
    const { owners } = access.known(request);
    await reads.spend(request, 1);
    response.json(await previews.ofCandidate(owners, (sessions) => reads.spend(request, sessions)));
  });

  routes.delete('/api/candidate', async (request, response) => {
    const { candidateId, owners } = access.known(request);
    const query = parseBody(eraseQuerySchema, { ...request.query });
    await spend(request);
    const operationId = query.operationId ?? operationIdSchema.parse(randomUUID());
    const reference = await findDeletionReference(redis, secrets, { candidateId, operationId });
    const { done } = await erasures.eraseEverything({ owners, reference });
    const patience = new AbortController();
    await Promise.race([done, wait(patienceMs, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    // The browser becomes another candidate with its next request.
    response.set('Set-Cookie', cookie.forget({ secure: parts.isSecure(request) }));
    response.status(202).json(await requireRecord(redis, reference));
  });
}
