import { randomUUID } from 'node:crypto';
import { AppError } from '@ringback/shared/contract/errors';
import { diallingSchema, resetAllRequestSchema } from '@ringback/shared/contract/http-api';
import { operationIdSchema, services, sessionIdSchema } from '@ringback/shared/contract/ids';
import { beginResetAll, readResetProgress } from '@ringback/shared/redis/fleet/fleet';
import { listInstances } from '@ringback/shared/redis/fleet/instances';
import { readAudit } from '@ringback/shared/redis/fleet/operator-audit';
import { countAllJobs } from '@ringback/shared/redis/queues/job-counts';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { isSetAside, listSetAside } from '@ringback/shared/redis/session/quarantine';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import { type Request, type RequestHandler, Router } from 'express';
import { findDeletionReference } from '../erasure/deletion-reference.ts';
import type { Erasures } from '../erasure/erasures.ts';
import type { DialSwitch } from '../starts/dialling.ts';
import { deletionHeader, requireRecord } from './erasure-routes.ts';
import { createOperatorDoor } from './operator-door.ts';
import { readEach } from './read-each.ts';
import { parseBody } from './request-body.ts';

const mostShown = 200;

interface OperatorParts {
  redis: ScriptedRedis;
  store: SessionStore;
  erasures: Pick<Erasures, 'eraseOne'>;
  /** Names deletion records. */
  secrets: KeyRing;
  dialSwitch: DialSwitch;
  token: string;
  /** Where a request comes from, as limits see it. */
  addressOf: (request: Request) => string;
  searchNumbers: RequestHandler;
  logger: Logger;
  metrics: Metrics;
}

/** The operators' routes: `/api/operator/…`. `settled` resolves when no reset that was started here is running. */
export function createOperatorRoutes(parts: OperatorParts): { routes: Router; settled: () => Promise<void> } {
  const routes = Router();
  routes.use('/api/operator', createOperatorDoor(parts));
  addSessions(routes, parts);
  addLooks(routes, parts);
  addDialling(routes, parts);
  return { routes, settled: addResets(routes, parts) };
}

function addSessions(routes: Router, { redis, store, erasures, secrets, logger }: OperatorParts): void {
  routes.get('/api/operator/sessions', async (_request, response) => {
    const ids = await store.listLive();
    const { readable, unreadable } = await readEach(store, ids.slice(0, mostShown));
    // What a session is about is the candidate's business and is left out here.
    const sessions = readable.map(({ record, revision }) => {
      const { sessionId, via, phase, endReason, holders, times, deadlineAt } = record;
      const { configuredAt } = times;
      return { sessionId, via, phase, endReason, holders, configuredAt, deadlineAt, revision };
    });
    const aside = await listSetAside(redis, mostShown);
    const still = unreadable.map((sessionId) => ({ sessionId, since: null }));
    response.json({ total: ids.length, sessions, unreadable: [...still, ...aside] });
  });

  routes.delete('/api/operator/sessions/:id', async (request, response) => {
    const id = sessionIdSchema.safeParse(request.params.id);
    if (!id.success) throw new AppError('id_malformed');
    // Only their owners may erase readable sessions.
    if (!(await isSetAside(redis, id.data))) throw new AppError('session_not_found');
    const reference = await findDeletionReference(redis, secrets, { sessionId: id.data });
    const { done } = await erasures.eraseOne({
      sessionId: id.data,
      ownerId: null,
      by: 'operator',
      reference,
    });
    response.set(deletionHeader, reference);
    await done;
    logger.warn({ sessionId: id.data }, 'unreadable session erased');
    response.status(204).end();
  });
}

/** What only looks. */
function addLooks(routes: Router, { redis, searchNumbers }: OperatorParts): void {
  routes.get('/api/operator/instances', async (_request, response) => {
    const lists = await Promise.all(services.map((service) => listInstances(redis, service)));
    response.json({ instances: lists.flat() });
  });

  routes.get('/api/operator/audit', async (_request, response) => {
    response.json({ entries: await readAudit(redis, mostShown) });
  });
  routes.post('/api/operator/numbers', (request, response, next) => searchNumbers(request, response, next));

  routes.get('/api/operator/deletion-records/:reference', async (request, response) => {
    response.json(await requireRecord(redis, request.params.reference));
  });

  routes.get('/api/operator/queues', async (_request, response) => {
    response.json({ queues: await countAllJobs(redis) });
  });
}

function addResets(routes: Router, { redis, store, logger, metrics }: OperatorParts): () => Promise<void> {
  const resets = new Set<Promise<void>>();
  metrics.held('pending', () => resets.size);

  routes.post('/api/operator/reset-all', async (request, response) => {
    parseBody(resetAllRequestSchema, request.body);
    const operationId = operationIdSchema.parse(randomUUID());
    const { generation, finished } = await beginResetAll(redis, store, operationId);
    logger.warn({ operationId, generation }, 'reset of all sessions begun');
    const reset = finished
      .then(() => logger.info({ operationId, generation }, 'reset of all sessions walked'))
      .catch((error) => logger.error({ err: error, operationId }, 'reset of all sessions failed'))
      .finally(() => resets.delete(reset));
    resets.add(reset);
    response.status(202).json({ operationId });
  });

  routes.get('/api/operator/reset-all/:operationId', async (request, response) => {
    const id = operationIdSchema.safeParse(request.params.operationId);
    if (!id.success) throw new AppError('id_malformed');
    const progress = await readResetProgress(redis, id.data);
    if (progress === null) throw new AppError('route_not_found');
    response.json(progress);
  });

  return async () => {
    await Promise.all(resets);
  };
}

function addDialling(routes: Router, { dialSwitch, logger }: OperatorParts): void {
  routes.get('/api/operator/dialling', async (_request, response) => {
    response.json(await dialSwitch.read());
  });

  routes.put('/api/operator/dialling', async (request, response) => {
    const { enabled } = parseBody(diallingSchema, request.body);
    const state = await dialSwitch.set(enabled);
    logger.warn({ enabled }, 'dialling switched');
    response.json(state);
  });
}
