import { type Coached, noteIdSchema } from '@ringback/shared/contract/coach-notes';
import { AppError } from '@ringback/shared/contract/errors';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { readNotes, removeNote } from '@ringback/shared/redis/session/coach-notes';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Logger } from '@ringback/shared/runtime/logger';
import { Router } from 'express';
import { toTopics } from '../domain/coached-topics.ts';
import type { VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';

/**
 * What coaches have left in a session, for its owner: `/api/sessions/:id/notes`. It is withheld until the session is
 * closed, so that a candidate does not hear a judgement while they talk.
 */
export function createCoachedRoutes(parts: {
  redis: ScriptedRedis;
  reads: VisitorReads;
  store: Pick<SessionStore, 'readLog'>;
  budget: Pick<VisitorBudget, 'sent'>;
  logger: Logger;
}): Router {
  const { redis, reads, store, budget, logger } = parts;
  const routes = Router();

  async function readTopics({ sessionId, suggestedTopics }: SessionRecord): Promise<Coached['topics']> {
    return suggestedTopics.length === 0 ? [] : toTopics(suggestedTopics, await store.readLog(sessionId, 0));
  }

  routes.get('/api/sessions/:id/notes', async (request, response) => {
    const { sessionId, record } = await reads.own(request);
    const isWithheld = record.phase !== 'closed';
    const answer: Coached = {
      isWithheld,
      notes: isWithheld ? [] : await readNotes(redis, sessionId),
      topics: isWithheld ? [] : await readTopics(record),
    };
    const text = JSON.stringify(answer);
    budget.sent(reads.visitor(request), Buffer.byteLength(text));
    response.type('json').send(text);
  });

  routes.delete('/api/sessions/:id/notes/:noteId', async (request, response) => {
    const { sessionId } = await reads.own(request);
    const noteId = noteIdSchema.safeParse(request.params.noteId);
    if (!noteId.success) throw new AppError('id_malformed');
    if (!(await removeNote(redis, sessionId, { noteId: noteId.data }))) throw new AppError('note_not_found');
    logger.info({ sessionId }, 'note deleted by the owner');
    response.status(204).end();
  });

  return routes;
}
