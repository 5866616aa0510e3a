import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { workerPolicy } from '../lib/security-policy.ts';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};
const packings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Answers with the file that build.ts has compressed, where the browser takes it. */
function preferPacked(folder: string): RequestHandler {
  const files = new Set(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `/${file.replaceAll(sep, '/')}`),
  );
  return (request, response, next) => {
    const { path } = request;
    const type = types[path.split('.').at(-1) ?? ''];
    const packing = packings.find(
      ([name, ending]) => files.has(`${path}${ending}`) && request.acceptsEncodings(name) === name,
    );
    if (type !== undefined) response.vary('Accept-Encoding');
    if (packing !== undefined && type !== undefined) {
      const [name, ending] = packing;
      response.set({ 'Content-Encoding': name, 'Content-Type': type });
      request.url = `${path}${ending}`;
    }
    next();
  };
}

/** What the build has made for browsers. A file whose name has its content's hash in it is never asked for again. */
export function serveStaticFiles(folder: string): Router {
  if (!existsSync(folder)) throw new Error('the pages are not built: run "npm run build"');
  const router = Router();
  // Part of a file is asked for by no page.
  const options = { acceptRanges: false, index: false, redirect: false, dotfiles: 'ignore' } as const;
  const assets = join(folder, 'assets');
  router.use(
    '/assets',
    (_request, response, next) => {
      response.set('Content-Security-Policy', workerPolicy);
      next();
    },
    preferPacked(assets),
    express.static(assets, { ...options, immutable: true, maxAge: '1y' }),
    // A page of another release asks for it: it is told so in few bytes, and loads itself again.
    (_request, response) => {
      response.status(404).type('text').set('Cache-Control', 'no-store').send('not found');
    },
  );
  router.use(preferPacked(folder), express.static(folder, { ...options, maxAge: 0 }));
  return router;
}
