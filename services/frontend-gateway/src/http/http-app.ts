import { AppError } from '@ringback/shared/contract/errors';
import { isUnreadable } from '@ringback/shared/redis/session/unreadable-record';
import { isStoreFailure } from '@ringback/shared/redis/store-failure';
import { createHttpApp, finishRoutes, type Readiness } from '@ringback/shared/runtime/http';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import cors from 'cors';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { refuseForeignOrigin } from './access.ts';
import { toAsyncApi } from './async-api.ts';
import { type CandidateCookie, isSecure, newCandidateId } from './candidate-cookie.ts';
import type { CandidateSuccession } from './candidate-succession.ts';
import { deletionHeader } from './erasure-routes.ts';
import { toOpenApi } from './open-api.ts';
import { readJson } from './request-body.ts';

/**
 * Gives the browser its cookie. A browser that has one keeps its identity. Before its first session a cookie is given
 * only once: a second one could arrive after the cookie that the session's start gives.
 */
function welcomeCandidate(parts: {
  cookie: CandidateCookie;
  origins: readonly string[];
  standing: CandidateSuccession['standing'];
  spendNewcomer: (request: Request) => Promise<void>;
}): RequestHandler {
  const { cookie, origins, standing, spendNewcomer } = parts;
  async function give(request: Request): Promise<string[]> {
    const secure = isSecure(request, origins);
    const known = cookie.read(request.headers.cookie, { secure });
    const as = known === null ? 'nobody' : await standing(known);
    if (as === 'newcomer') return [];
    if (known !== null && as === 'settled') return [cookie.write(known.candidateId, { secure })];
    await spendNewcomer(request);
    const next = newCandidateId();
    return known === null ? [cookie.write(next, { secure })] : cookie.succeed(known, next, { secure });
  }
  return async (request, response) => {
    const cookies = await give(request);
    if (cookies.length > 0) response.set('Set-Cookie', cookies);
    response.status(204).end();
  };
}

/** Removes the cookie, since the next person at this computer is another one. The interviews stay with their owner. */
function leaveCandidate(cookie: CandidateCookie, origins: readonly string[]): RequestHandler {
  return (request, response) => {
    const forgotten = cookie.forget({ secure: isSecure(request, origins) });
    response.set('Set-Cookie', forgotten).status(204).end();
  };
}

const yearSeconds = 365 * 24 * 3600;

const retrySchema = z.object({ retryAfterMs: z.number() });

/** Puts the retry time into the header too. */
const sayWhen: ErrorRequestHandler = (error, _request, response, next) => {
  const when = retrySchema.safeParse(error instanceof AppError ? error.details : null);
  if (when.success) response.set('Retry-After', String(Math.ceil(when.data.retryAfterMs / 1000)));
  next(error);
};

/** Translates the errors of the routes' libraries into ours. */
const nameFailure: ErrorRequestHandler = (error, _request, _response, next) => {
  if (isUnreadable(error)) next(new AppError('session_unreadable', { cause: error }));
  else if (isStoreFailure(error)) next(new AppError('store_unavailable', { cause: error }));
  // The path is not valid percent encoding.
  else if (error instanceof URIError) next(new AppError('id_malformed'));
  else next(error);
};

/** The gateway's HTTP interface. */
export function createGatewayApp(parts: {
  metrics: Metrics;
  readiness: Readiness;
  logger: Logger;
  cookie: CandidateCookie;
  allowedOrigins: readonly string[];
  routers: readonly Router[];
  standing: CandidateSuccession['standing'];
  /** Spends one of a network's new cookies. Throws when none is left for now. */
  spendNewcomer: (request: Request) => Promise<void>;
}): Express {
  const { metrics, readiness, logger, cookie, allowedOrigins, routers, standing, spendNewcomer } = parts;
  const app = createHttpApp({ metrics, readiness });
  const description = toOpenApi();
  const socketDescription = toAsyncApi();
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"] } },
      // Pages of the allowed origins are on another port or host.
      crossOriginResourcePolicy: { policy: 'same-site' },
      // On localhost it would lock out other projects, and over http browsers ignore it.
      strictTransportSecurity: allowedOrigins.every((origin) => origin.startsWith('https://'))
        ? { maxAge: yearSeconds, includeSubDomains: false }
        : false,
    }),
    cors({
      origin: [...allowedOrigins],
      credentials: true,
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      exposedHeaders: ['Retry-After', deletionHeader],
      maxAge: 600,
    }),
    (_request, response, next) => {
      response.set('Cache-Control', 'no-store');
      next();
    },
    refuseForeignOrigin(allowedOrigins),
    readJson(),
  );
  app.get('/api/openapi.json', (_request, response) => {
    response.json(description);
  });
  app.get('/api/asyncapi.json', (_request, response) => {
    response.json(socketDescription);
  });
  const welcome = welcomeCandidate({ cookie, origins: allowedOrigins, standing, spendNewcomer });
  app.post('/api/candidate', welcome);
  app.post('/api/candidate/leave', leaveCandidate(cookie, allowedOrigins));
  for (const router of routers) app.use(router);
  app.use(nameFailure, sayWhen);
  finishRoutes(app, logger);
  return app;
}
