import { AppError } from '@ringback/shared/contract/errors';
import {
  changeConfigurationSchema,
  operationSchema,
  type SessionStarted,
  startSessionSchema,
} from '@ringback/shared/contract/http-api';
import { type CandidateId, sessionIdSchema } from '@ringback/shared/contract/ids';
import type { Limit } from '@ringback/shared/redis/admission/limits';
import { issueTicket } from '@ringback/shared/redis/admission/tickets';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';
import { toListedReport } from '@ringback/shared/session/best-report';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { type Request, Router } from 'express';
import { candidateLimits } from '../starts/candidate-limits.ts';
import type { createSessionStarter } from '../starts/start-session.ts';
import type { SessionViews } from '../viewers/session-views.ts';
import type { Visitors } from './compose-visitors.ts';
import { spendLimit } from './limits.ts';
import { readEach } from './read-each.ts';
import { parseBody } from './request-body.ts';
import type { SessionCommands } from './session-commands.ts';
import { toRevision } from './session-revision.ts';

/** The most sessions that a list shows. */
const mostShown = 50;

export interface SessionRouteParts extends Omit<Visitors, 'takeUpgrade'> {
  redis: ScriptedRedis;
  store: SessionStore;
  commands: SessionCommands;
  views: SessionViews;
  start: ReturnType<typeof createSessionStarter>;
  startLimit: Limit;
  mediaUrlFor: (request: Request) => string;
}

/** What candidates do with their sessions: `/api/sessions`. */
export function createSessionRoutes(parts: SessionRouteParts): Router {
  const routes = Router();
  addStart(routes, parts);
  addReads(routes, parts);
  addTickets(routes, parts);
  addChanges(routes, parts);
  return routes;
}

function addStart(routes: Router, parts: SessionRouteParts): void {
  const { redis, access, cookie, succession, start, mediaUrlFor, spendNewcomer, reads } = parts;
  routes.post('/api/sessions', async (request, response) => {
    const known = access.known(request);
    const body = parseBody(startSessionSchema, request.body);
    // A practice reads a whole report.
    if (body.practice !== undefined) await reads.spend(request, 1);
    const starting = {
      known,
      operationId: body.operationId,
      spendNewcomer: () => spendNewcomer(request),
      become(candidateId: CandidateId) {
        const secure = parts.isSecure(request);
        response.set('Set-Cookie', cookie.succeed(known, candidateId, { secure }));
      },
    };
    const started: SessionStarted = await succession.start(starting, (candidateId) =>
      start({
        candidateId,
        owners: [candidateId, ...known.owners],
        body,
        mediaUrl: mediaUrlFor(request),
        address: parts.addressOf(request),
        origin: request.headers.origin,
        spend: () => spendLimit(redis, candidateLimits.starts(known.candidateId), parts.startLimit),
      }),
    );
    response.status(201).json(started);
  });
}

function addReads(routes: Router, { redis, store, access, views, budget, reads }: SessionRouteParts): void {
  routes.get('/api/sessions', async (request, response) => {
    const indexes = access.known(request).owners.map(keys.candidateSessions);
    await reads.spend(request, 1);
    const listed = await Promise.all(indexes.map((index) => redis.zrevrange(index, 0, mostShown - 1)));
    // Sessions of a candidate's former ids come last, because they are older.
    const ids = listed
      .flat()
      .slice(0, mostShown)
      .flatMap((id) => sessionIdSchema.safeParse(id).data ?? []);
    // Each record is read whole.
    if (ids.length > 1) await reads.spend(request, ids.length - 1);
    const { readable, unreadable, gone } = await readEach(store, ids);
    if (gone.length > 0) await Promise.all(indexes.map((index) => redis.zrem(index, ...gone)));
    const sessions = readable.map(({ record }) => {
      const { sessionId, phase, endReason, jobConfiguration, times, report } = record;
      const { previousSessionId, practice, interviewMode } = record;
      const { jobTitle, company, kind, persona, patience } = jobConfiguration;
      const { configuredAt, activeAt, endedAt } = times;
      return {
        ...{ sessionId, phase, jobTitle, company, endReason, kind, persona, patience },
        ...{ configuredAt, activeAt, endedAt, previousSessionId, practice, interviewMode },
        report: toListedReport(report),
        expired: record.expired,
      };
    });
    const text = JSON.stringify({ sessions, unreadable });
    budget.sent(reads.visitor(request), Buffer.byteLength(text));
    response.type('json').send(text);
  });

  routes.get('/api/sessions/:id', async (request, response) => {
    const { sessionId, candidateId: _, ...position } = await reads.own(request);
    const text = await views.read(sessionId, position);
    if (text === null) throw new AppError('session_not_found');
    budget.sent(reads.visitor(request), Buffer.byteLength(text));
    response.type('json').send(text);
  });
}

/** What opens a socket of a session's. */
function addTickets(routes: Router, { redis, reads, mediaUrlFor, spendTicket }: SessionRouteParts): void {
  routes.post('/api/sessions/:id/ticket', async (request, response) => {
    const { sessionId, candidateId } = await reads.own(request);
    await spendTicket(request);
    const { origin } = request.headers;
    const grant = {
      kind: 'viewer',
      sessionId,
      candidateId,
      ...(origin === undefined ? {} : { origin }),
    } as const;
    response.status(201).json(await issueTicket(redis, grant));
  });

  routes.post('/api/sessions/:id/media-token', async (request, response) => {
    const { sessionId, candidateId, record } = await reads.own(request);
    // A former id's session may belong to a stranger, who listens.
    if (record.ownerId !== candidateId) throw new AppError('session_not_found');
    if (!isLive(record.phase)) throw new AppError('session_ended');
    if (record.via !== 'browser') throw new AppError('request_invalid');
    await spendTicket(request);
    const { ticket, expiresAt } = await issueTicket(redis, { kind: 'media', sessionId, candidateId });
    response.status(201).json({ token: ticket, url: mediaUrlFor(request), expiresAt });
  });
}

function addChanges(routes: Router, { commands, reads }: SessionRouteParts): void {
  for (const [path, reason] of [
    ['end', 'hung_up_by_candidate'],
    ['reset', 'reset'],
  ] as const) {
    routes.post(`/api/sessions/:id/${path}`, async (request, response) => {
      const { sessionId } = await reads.own(request);
      const { operationId } = parseBody(operationSchema, request.body);
      const revision = toRevision(await commands.end(sessionId, operationId, reason));
      response.status(202).json({ revision });
    });
  }

  routes.put('/api/sessions/:id/job-configuration', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const change = parseBody(changeConfigurationSchema, request.body);
    const revision = toRevision(
      await commands.changeConfiguration(sessionId, change, reads.visitor(request)),
    );
    response.json({ revision, configurationHash: configurationHash(change.jobConfiguration) });
  });
}
