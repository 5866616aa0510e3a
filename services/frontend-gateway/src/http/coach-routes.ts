import {
  type Coaching,
  type CoachNote,
  noteEraseSchema,
  noteRequestSchema,
  topicRequestSchema,
} from '@ringback/shared/contract/coach-notes';
import { AppError } from '@ringback/shared/contract/errors';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { shareTicketRequestSchema } from '@ringback/shared/contract/share-links';
import { waitingTopic } from '@ringback/shared/contract/suggested-topic';
import { findShareLink, type ShareLink } from '@ringback/shared/redis/admission/share-links';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { keepNote, readNotes, removeNote, toNoteId } from '@ringback/shared/redis/session/coach-notes';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import type { Logger } from '@ringback/shared/runtime/logger';
import { topicRefusal } from '@ringback/shared/session/topic-changes';
import { type Request, Router } from 'express';
import type { z } from 'zod';
import { toOwnTopics } from '../domain/coached-topics.ts';
import type { Access } from './access.ts';
import { refuseExpired } from './expired-parts.ts';
import { refuseLimited } from './limits.ts';
import { parseBody } from './request-body.ts';
import { suggestTopic } from './suggest-topic.ts';
import { refuseTakenBack } from './taken-back.ts';
import type { VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';

export interface CoachRouteParts {
  redis: ScriptedRedis;
  access: Access;
  reads: VisitorReads;
  store: Pick<SessionStore, 'read' | 'readLog' | 'commit' | 'recall'>;
  budget: Pick<VisitorBudget, 'note' | 'topic' | 'sent'>;
  logger: Logger;
  /** The fleet's time, epoch ms. */
  now: () => number;
}

/** What a coach does by a link besides watching: private notes, and topics for the next question. By POST, so that the link's secret stands in no address. */
export function createCoachRoutes(parts: CoachRouteParts): Router {
  const routes = Router();
  addLook(routes, parts);
  addNotes(routes, parts);
  addTopics(routes, parts);
  return routes;
}

/**
 * A request's body, the link that its token opens, and the link's session. Costs one look. Throws `candidate_unknown`
 * before it looks at the body; throws `share_not_found`, also when the session is gone.
 */
async function openLink<B extends { token: string }>(
  { redis, access, reads, store }: CoachRouteParts,
  request: Request,
  schema: z.ZodType<B>,
): Promise<{ body: B; link: ShareLink; record: SessionRecord }> {
  // Each browser is counted by its own cookie, a coach's too.
  access.candidate(request);
  const body = parseBody(schema, request.body);
  await reads.spend(request, 1);
  const link = await findShareLink(redis, body.token);
  const read = link === null ? null : await store.read(link.sessionId);
  if (link === null || read === null) throw new AppError('share_not_found');
  return { body, link, record: read.record };
}

/** So many entries of a log cost as much as one look. */
const entriesOfLook = 500;

/** Other coaches' notes are shown with the report, and like it not before the session is closed. */
const showsOthers = ({ report, allNotes }: ShareLink, { phase }: SessionRecord) =>
  report && allNotes && phase === 'closed';

function addLook(routes: Router, parts: CoachRouteParts): void {
  const { redis, reads, store, budget } = parts;
  routes.post('/api/share/coaching', async (request, response) => {
    const { link, record } = await openLink(parts, request, shareTicketRequestSchema);
    const notes = await readNotes(redis, link.sessionId);
    const isOwn = ({ shareId }: { shareId: string }) => shareId === link.shareId;
    // The words stand in the log alone. Most coaches have suggested none, and it is not read for them.
    const { suggestedTopics } = record;
    const log = suggestedTopics.some(isOwn) ? await store.readLog(link.sessionId, 0) : [];
    // A long log costs as many looks as it is long.
    if (log.length > 0) await reads.spend(request, Math.ceil(log.length / entriesOfLook));
    const topics = toOwnTopics(link.shareId, suggestedTopics, log);
    const answer: Coaching = {
      name: link.name,
      mayNote: link.notes && record.expired.report === undefined,
      maySuggest: link.topics && topicRefusal(record) !== 'not_now',
      notes: notes.filter(isOwn),
      otherNotes: showsOthers(link, record) ? notes.filter((note) => !isOwn(note)) : [],
      topics,
      isTopicWaiting: waitingTopic(record.suggestedTopics) !== null,
    };
    const text = JSON.stringify(answer);
    budget.sent(reads.visitor(request), Buffer.byteLength(text));
    response.type('json').send(text);
  });
}

/** A moment within the interview. Without one, a note that is written while the interview is on is about the present. */
function toMoment(atMs: number | null, { times }: SessionRecord, nowMs: number): CoachNote['atMs'] {
  const { activeAt, endedAt } = times;
  if (activeAt === null) return null;
  const lastMs = Math.max(0, Math.round((endedAt ?? nowMs) - activeAt));
  if (atMs === null) return endedAt === null ? lastMs : null;
  return Math.min(atMs, lastMs);
}

function addNotes(routes: Router, parts: CoachRouteParts): void {
  const { redis, store, reads, budget, logger, now } = parts;
  routes.post('/api/share/notes', async (request, response) => {
    const { body, link, record } = await openLink(parts, request, noteRequestSchema);
    const { operationId, text, atMs, itemId } = body;
    const { sessionId, shareId } = link;
    if (!link.notes) throw new AppError('notes_not_allowed');
    refuseExpired(record, 'report');
    refuseLimited(await budget.note(reads.visitor(request), shareId));
    const nowMs = Math.round(now());
    const kept = await keepNote(redis, sessionId, {
      ...{ noteId: toNoteId(shareId, operationId), shareId, by: link.name, at: nowMs },
      ...{ atMs: toMoment(atMs, record, nowMs), itemId, text },
    });
    switch (kept.outcome) {
      case 'kept':
        logger.info({ sessionId, shareId }, 'note kept');
        response.status(201).json({ note: kept.note });
        return;
      case 'conflict':
        throw new AppError('operation_conflict');
      case 'full':
        throw new AppError('notes_full');
      case 'gone':
        await refuseTakenBack(redis, link, 'notes');
        // The time of the report may have run out meanwhile.
        refuseExpired((await store.read(sessionId))?.record ?? record, 'report');
        throw new AppError('share_not_found');
      case 'malformed':
        throw new AppError('request_invalid');
    }
  });

  // Also where the link takes no notes any more: what a coach has written they may take back.
  routes.post('/api/share/notes/delete', async (request, response) => {
    const { body, link } = await openLink(parts, request, noteEraseSchema);
    const { sessionId, shareId } = link;
    refuseLimited(await budget.note(reads.visitor(request), shareId));
    if (!(await removeNote(redis, sessionId, { noteId: body.noteId, shareId })))
      throw new AppError('note_not_found');
    logger.info({ sessionId, shareId }, 'note deleted by its coach');
    response.status(204).end();
  });
}

function addTopics(routes: Router, parts: CoachRouteParts): void {
  const { redis, reads, store, budget, logger } = parts;
  routes.post('/api/share/topics', async (request, response) => {
    const { body, link, record } = await openLink(parts, request, topicRequestSchema);
    const { operationId, topic } = body;
    const spend = async () => refuseLimited(await budget.topic(reads.visitor(request), link.shareId));
    const { number, outcome } = await suggestTopic(
      { redis, store, spend },
      { link, record, operationId, topic },
    );
    logger.info({ sessionId: link.sessionId, shareId: link.shareId, outcome }, 'topic suggested by a coach');
    response.status(202).json({ number });
  });
}
