import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@ringback/shared/contract/errors';
import type { Keeping } from '@ringback/shared/contract/kept-parts';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import { type Response, Router } from 'express';
import { listOwnSessions, type OwnDataParts, writeOwnData } from '../own-data/own-data-file.ts';
import type { Access } from './access.ts';
import { refuseLimited } from './limits.ts';
import type { VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';

/** Each file that is being written holds one session in memory, however slowly its reader takes it. */
const mostAtOnce = 4;
const busyRetryAfterMs = 10_000;
/** A reader that takes longer than this gives up its turn to others. */
const longestMs = 5 * 60_000;
const fileName = 'ringback-my-data.json';

/** Everything that is kept of a candidate, as one file: `/api/candidate/export`; and for how long: `/api/keeping`. */
export function createOwnDataRoutes(
  parts: OwnDataParts & {
    logger: Logger;
    metrics: Metrics;
    access: Pick<Access, 'known'>;
    budget: Pick<VisitorBudget, 'export'>;
    reads: Pick<VisitorReads, 'visitor'>;
    keeping: Keeping;
  },
): Router {
  const { redis, logger, metrics, access, budget, reads, keeping } = parts;
  const exports = metrics.counter('own_data_exports_total', 'Files of own data, by how they ended', [
    'outcome',
  ]);
  const routes = Router();
  let running = 0;

  routes.get('/api/keeping', (_request, response) => {
    response.json(keeping);
  });

  routes.get('/api/candidate/export', async (request, response) => {
    const { owners } = access.known(request);
    if (running >= mostAtOnce) throw new AppError('limited', { details: { retryAfterMs: busyRetryAfterMs } });
    running += 1;
    try {
      refuseLimited(await budget.export(reads.visitor(request)));
      // Before the first byte: without Redis this is a refusal, and not a broken file.
      const sessionIds = await listOwnSessions(redis, owners);
      response.type('json').set('Content-Disposition', `attachment; filename="${fileName}"`);
      await send(writeOwnData(parts, owners, sessionIds), response);
    } finally {
      running -= 1;
    }
  });

  async function send(pieces: AsyncGenerator<string>, response: Response): Promise<void> {
    const tooLong = AbortSignal.timeout(longestMs);
    try {
      await pipeline(Readable.from(pieces, { objectMode: true, highWaterMark: 1 }), response, {
        signal: tooLong,
      });
      exports.inc({ outcome: 'whole' });
    } catch (error) {
      exports.inc({ outcome: 'broken_off' });
      // The reader has gone, or was too slow. That is no failure of ours.
      if (!tooLong.aborted && !isGoneAway(error)) throw error;
      logger.info({ isTooLong: tooLong.aborted }, 'a file of own data was not taken to its end');
    }
  }

  return routes;
}

const isGoneAway = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE');
