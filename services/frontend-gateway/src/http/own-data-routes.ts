import { AppError } from '@ringback/shared/contract/errors';
import type { Keeping } from '@ringback/shared/contract/kept-parts';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import { type Response, Router } from 'express';
import { listOwnSessions, type OwnDataParts, writeOwnData } from '../own-data/own-data-file.ts';
import type { Access } from './access.ts';
import { createExportTurns } from './export-turns.ts';
import { refuseLimited } from './limits.ts';
import { sendPieces } from './send-pieces.ts';
import type { VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';

const busyRetryAfterMs = 10_000;
/** A reader that takes longer than this gives up its turn to others. */
const patience = { longestMs: 5 * 60_000, idleMs: 30_000 };
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
  const turns = createExportTurns();

  routes.get('/api/keeping', (_request, response) => {
    response.json(keeping);
  });

  routes.get('/api/candidate/export', async (request, response) => {
    const { owners } = access.known(request);
    const visitor = reads.visitor(request);
    const giveBack = turns.take(visitor);
    if (giveBack === null) throw new AppError('limited', { details: { retryAfterMs: busyRetryAfterMs } });
    try {
      refuseLimited(await budget.export(visitor));
      // Before the first byte: without Redis this is a refusal, and not a broken file.
      const sessionIds = await listOwnSessions(redis, owners);
      response.type('json').set('Content-Disposition', `attachment; filename="${fileName}"`);
      await send(writeOwnData(parts, owners, sessionIds), response);
    } finally {
      giveBack();
    }
  });

  async function send(pieces: AsyncGenerator<string>, response: Response): Promise<void> {
    let outcome: 'whole' | 'broken_off' = 'broken_off';
    try {
      const sent = await sendPieces(pieces, response, patience);
      if (sent === 'whole') outcome = sent;
      // That is no failure of ours.
      else logger.info({ reader: sent }, 'a file of own data was not taken to its end');
    } finally {
      exports.inc({ outcome });
    }
  }

  return routes;
}
