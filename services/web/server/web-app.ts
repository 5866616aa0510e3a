import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from '@ringback/shared/runtime/logger';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { toPageRoute } from '../lib/page-route.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { securityHeaders, toSecurityPolicy } from '../lib/security-policy.ts';
import { chooseLanguage, languageCookie } from '../lib/words/languages.ts';
import { anySession, type BuiltPages } from './built-pages.ts';
import { operatingRoutes } from './operating-routes.ts';
import { toDocument } from './page-document.ts';
import { serveStaticFiles } from './static-files.ts';

interface WebAppParts {
  configuration: RunTimeConfiguration;
  pages: BuiltPages;
  browserFolder: string;
  logger: Logger;
}

const cookiePattern = new RegExp(`(?:^|;\\s*)${languageCookie}=([^;]*)`);

async function sendDocument(request: Request, response: Response, document: string): Promise<void> {
  response.type('html').vary('Accept-Encoding');
  if (request.acceptsEncodings('gzip') !== 'gzip') {
    response.send(document);
    return;
  }
  response.set('Content-Encoding', 'gzip').send(await promisify(gzip)(document, { level: 6 }));
}

/** Answers with a page: the same for each visitor, but for the language, the nonce of styles and the session's id. */
function answerPage({ configuration, pages }: WebAppParts) {
  return async (request: Request, response: Response): Promise<void> => {
    const route = toPageRoute(request.path);
    const [, chosen] = cookiePattern.exec(request.headers.cookie ?? '') ?? [];
    const language = chooseLanguage(chosen, request.headers['accept-language'] ?? null);
    const page = await pages.read(route, language);
    const styleNonce = btoa(crypto.randomUUID());
    const host = request.headers.host ?? null;
    response.status(route.name === 'not-found' ? 404 : 200).set({
      'Content-Security-Policy': toSecurityPolicy({ styleNonce, host, configuration }),
      'Cache-Control': 'private, no-cache, no-store, max-age=0, must-revalidate',
    });
    const document = toDocument({ ...page, language, configuration, styleNonce });
    await sendDocument(request, response, document.replaceAll(anySession, route.sessionId));
  };
}

/** 400 to 499 where the request is at fault, by what Express and its file server say; otherwise 500. */
function toStatus(error: unknown): number {
  if (error instanceof URIError) return 400;
  const { status } = (error ?? {}) as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

/** The pages, their files, and what an operator's tools ask. */
export function createWebApp(parts: WebAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((_request, response, next) => {
    response.set(securityHeaders);
    next();
  });
  app.use(operatingRoutes(parts.configuration));
  app.use(serveStaticFiles(parts.browserFolder));
  app.get('/{*path}', answerPage(parts));
  app.use((_request, response) => {
    response.status(405).set('Allow', 'GET, HEAD').end();
  });
  const fail: ErrorRequestHandler = (error, _request, response, _next) => {
    const status = toStatus(error);
    // A request that cannot be answered is the sender's fault, and tells nothing.
    if (status === 500) parts.logger.error({ err: error }, 'page failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // Of the file that was to be answered.
    for (const name of ['Content-Encoding', 'ETag', 'Last-Modified']) response.removeHeader(name);
    response
      .status(status)
      .set('Cache-Control', 'no-store')
      .type('text')
      .send(status === 500 ? 'internal error' : 'bad request');
  };
  app.use(fail);
  return app;
}
