import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';
import { AppError, errorMeaning } from '../contract/errors.ts';
import { createBoundedLog } from './bounded-log.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** Why a service takes no work at the moment. Empty when it does. */
export type Readiness = () => string[];

const bodyErrorCodes: Record<string, 'body_too_large' | 'body_malformed'> = {
  'entity.too.large': 'body_too_large',
  'entity.parse.failed': 'body_malformed',
  'encoding.unsupported': 'body_malformed',
  'charset.unsupported': 'body_malformed',
};

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const type = typeof error === 'object' && error !== null && 'type' in error ? String(error.type) : '';
  const code = bodyErrorCodes[type];
  // The parser's errors contain the body itself, which must not appear in a log.
  return code === undefined ? new AppError('internal', { cause: error }) : new AppError(code);
}

/** An express app with health, readiness and metrics that does not tell strangers what it runs on. */
export function createHttpApp(parts: { metrics: Metrics; readiness: Readiness }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.get('/health/live', (_request, response) => {
    response.json({ live: true });
  });
  app.get('/health/ready', (_request, response) => {
    const reasons = parts.readiness();
    response.status(reasons.length === 0 ? 200 : 503).json({ ready: reasons.length === 0, reasons });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics());
  });
  return app;
}

/** Ends an app's routes: handles unknown addresses, and answers every error as `{error: {code, message, details?}}`. */
export function finishRoutes(app: Express, logger: Logger): void {
  app.use(() => {
    throw new AppError('route_not_found');
  });
  const refused = createBoundedLog(logger);
  const answer: ErrorRequestHandler = (error, request, response, _next) => {
    const failure = toAppError(error);
    const meaning = errorMeaning(failure.code);
    const told = { code: failure.code, method: request.method, err: failure.cause };
    refused.say(meaning.level, told, 'request refused');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(meaning.httpStatus).json({
      error: {
        code: failure.code,
        message: meaning.message,
        ...(failure.details === undefined ? {} : { details: failure.details }),
      },
    });
  };
  app.use(answer);
}

/** The share of the descriptors that this process may open. The rest is for Redis, the model and files. */
const connectionShare = 0.8;

/** How many connections a server of this process may hold, by the limit that the system gives it. */
function mostConnections(): number {
  const report: unknown = process.report.getReport();
  const soft = z
    .object({ userLimits: z.object({ open_files: z.object({ soft: z.number() }) }) })
    .safeParse(report).data?.userLimits.open_files.soft;
  return soft === undefined ? Number.POSITIVE_INFINITY : Math.floor(soft * connectionShare);
}

/**
 * Listens. Rejects when the port is taken. Slow request headers are cut off after 5 s. Connections beyond the process'
 * descriptors are closed at once, so that the existing ones keep working.
 */
export async function listen(
  app: Express,
  host: string,
  port: number,
): Promise<{ server: Server; port: number }> {
  const server = createServer(
    { headersTimeout: 5_000, requestTimeout: 30_000, connectionsCheckingInterval: 2_000 },
    app,
  );
  const most = mostConnections();
  if (Number.isFinite(most)) server.maxConnections = most;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { server, port: (server.address() as AddressInfo).port };
}

/** Stops listening and waits for running requests, at most `withinMs`. */
export async function closeServer(server: Server, withinMs = 2_000): Promise<void> {
  const force = setTimeout(() => server.closeAllConnections(), withinMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(force);
}
