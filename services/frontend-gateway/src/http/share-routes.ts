import { AppError } from '@ringback/shared/contract/errors';
import { shareIdSchema } from '@ringback/shared/contract/ids';
import { shareRequestSchema, shareTicketRequestSchema } from '@ringback/shared/contract/share-links';
import {
  createShareLink,
  findShareLink,
  listShareLinks,
  revokeShareLink,
} from '@ringback/shared/redis/admission/share-links';
import { issueTicket } from '@ringback/shared/redis/admission/tickets';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { Logger } from '@ringback/shared/runtime/logger';
import { type Request, Router } from 'express';
import type { Access } from './access.ts';
import { parseBody } from './request-body.ts';
import type { VisitorReads } from './visitor-reads.ts';

/** How soon a link may have expired and left room for another one. */
const retryAfterMs = 60_000;

/** The routes for links by which a candidate lets a coach watch: `/api/sessions/:id/share`, and `/api/share/ticket`. */
export function createShareRoutes(parts: {
  redis: ScriptedRedis;
  access: Access;
  reads: VisitorReads;
  logger: Logger;
  /** The pages' origin when a request names none. */
  defaultOrigin: string;
  spendTicket: (request: Request) => Promise<void>;
}): Router {
  const { redis, access, reads, logger, defaultOrigin, spendTicket } = parts;
  const routes = Router();

  routes.post('/api/sessions/:id/share', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const { expiresInMinutes } = parseBody(shareRequestSchema, request.body ?? {});
    const made = await createShareLink(redis, sessionId, expiresInMinutes * 60_000);
    if (made === null) throw new AppError('limited', { details: { retryAfterMs } });
    const { shareId, createdAt, expiresAt } = made.link;
    logger.info({ sessionId, shareId, expiresAt }, 'session shared');
    // In the fragment, which browsers do not send.
    const url = `${request.headers.origin ?? defaultOrigin}/watch#${made.token}`;
    response.status(201).json({ shareId, createdAt, expiresAt, url });
  });

  routes.get('/api/sessions/:id/share', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const links = await listShareLinks(redis, sessionId);
    response.json({ shares: links.map(({ sessionId: _, ...share }) => share) });
  });

  routes.delete('/api/sessions/:id/share/:shareId', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const shareId = shareIdSchema.safeParse(request.params.shareId);
    if (!shareId.success) throw new AppError('id_malformed');
    await revokeShareLink(redis, sessionId, shareId.data);
    logger.info({ sessionId, shareId: shareId.data }, 'shared link revoked');
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

  return routes;
}
