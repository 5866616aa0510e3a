import { AppError } from '@ringback/shared/contract/errors';
import { shareIdSchema } from '@ringback/shared/contract/ids';
import {
  shareChangeSchema,
  shareRequestSchema,
  shareTicketRequestSchema,
} from '@ringback/shared/contract/share-links';
import { readWatchingLinks } from '@ringback/shared/redis/admission/coach-seats';
import {
  changeShareLink,
  createShareLink,
  findShareLink,
  listShareLinks,
  revokeShareLink,
  type ShareLink,
} from '@ringback/shared/redis/admission/share-links';
import { issueTicket } from '@ringback/shared/redis/admission/tickets';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Logger } from '@ringback/shared/runtime/logger';
import { type Request, Router } from 'express';
import type { Access } from './access.ts';
import { forCoach, readReportAnswer } from './report-answer.ts';
import { parseBody } from './request-body.ts';
import type { VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';
import { withdrawTopic } from './withdraw-topic.ts';

/** How soon a link may have expired and left room for another one. */
const retryAfterMs = 60_000;

/**
 * The routes for links by which a candidate lets a coach watch, and read the report where the link says so:
 * `/api/sessions/:id/share`, and `/api/share/…` for the coach. What the coach does by it: `coach-routes.ts`.
 */
export function createShareRoutes(parts: {
  redis: ScriptedRedis;
  access: Access;
  reads: VisitorReads;
  store: Pick<SessionStore, 'read' | 'commit'>;
  budget: Pick<VisitorBudget, 'sent'>;
  logger: Logger;
  /** The pages' origin when a request names none. */
  defaultOrigin: string;
  spendTicket: (request: Request) => Promise<void>;
}): Router {
  const { redis, access, reads, store, budget, logger, defaultOrigin, spendTicket } = parts;
  const routes = Router();

  routes.post('/api/sessions/:id/share', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const { expiresInMinutes, name, ...rights } = parseBody(shareRequestSchema, request.body ?? {});
    const lifeMs = expiresInMinutes * 60_000;
    const made = await createShareLink(redis, sessionId, { lifeMs, name, rights });
    if (made === null) throw new AppError('limited', { details: { retryAfterMs } });
    const { sessionId: _, ...link } = made.link;
    logger.info({ sessionId, shareId: link.shareId, expiresAt: link.expiresAt, ...rights }, 'session shared');
    // In the fragment, which browsers do not send.
    const url = `${request.headers.origin ?? defaultOrigin}/watch#${made.token}`;
    response.status(201).json({ ...link, url });
  });

  routes.get('/api/sessions/:id/share', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const [links, watching] = await Promise.all([
      listShareLinks(redis, sessionId),
      readWatchingLinks(redis, sessionId),
    ]);
    response.json({
      shares: links.map(({ sessionId: _, ...share }) => ({
        ...share,
        isWatching: watching.has(share.shareId),
      })),
    });
  });

  function shareIdOf(request: Request): ShareLink['shareId'] {
    const shareId = shareIdSchema.safeParse(request.params.shareId);
    if (!shareId.success) throw new AppError('id_malformed');
    return shareId.data;
  }

  async function withdrawWaiting(link: Pick<ShareLink, 'sessionId' | 'shareId'>): Promise<void> {
    const outcome = await withdrawTopic(store, link);
    if (outcome !== null) logger.info({ ...link, outcome }, 'waiting topic withdrawn');
  }

  routes.put('/api/sessions/:id/share/:shareId', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const change = parseBody(shareChangeSchema, request.body);
    const shareId = shareIdOf(request);
    if (!(await changeShareLink(redis, { sessionId, shareId }, change)))
      throw new AppError('share_not_found');
    logger.info({ sessionId, shareId, ...change }, 'shared link changed');
    if (change.topics === false) await withdrawWaiting({ sessionId, shareId });
    response.status(204).end();
  });

  routes.delete('/api/sessions/:id/share/:shareId', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const shareId = shareIdOf(request);
    await revokeShareLink(redis, sessionId, shareId);
    logger.info({ sessionId, shareId }, 'shared link revoked');
    await withdrawWaiting({ sessionId, shareId });
    response.status(204).end();
  });

  routes.post('/api/share/ticket', async (request, response) => {
    const candidateId = access.candidate(request);
    const { token } = parseBody(shareTicketRequestSchema, request.body);
    await reads.spend(request, 1);
    await spendTicket(request);
    const link = await findShareLink(redis, token);
    if (link === null) throw new AppError('share_not_found');
    const { sessionId, shareId } = link;
    const { origin } = request.headers;
    const grant = { kind: 'viewer', sessionId, candidateId, shareId } as const;
    const issued = await issueTicket(redis, { ...grant, ...(origin === undefined ? {} : { origin }) });
    response.status(201).json({ sessionId, ...issued });
  });

  // By POST, so that the link's secret stands in no address.
  routes.post('/api/share/report', async (request, response) => {
    // Each browser is counted by its own cookie, a coach's too.
    access.candidate(request);
    const { token } = parseBody(shareTicketRequestSchema, request.body);
    await reads.spend(request, 1);
    const link = await findShareLink(redis, token);
    const read = link === null ? null : await store.read(link.sessionId);
    if (link === null || read === null) throw new AppError('share_not_found');
    if (!link.report) throw new AppError('report_not_shared');
    const text = JSON.stringify(forCoach(await readReportAnswer(redis, read)));
    budget.sent(reads.visitor(request), Buffer.byteLength(text));
    response.type('json').send(text);
  });

  return routes;
}
