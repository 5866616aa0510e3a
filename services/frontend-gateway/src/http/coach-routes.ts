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
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import type { Logger } from '@ringback/shared/runtime/logger';
import { topicRefusal } from '@ringback/shared/session/topic-changes';
import { type Request, Router } from 'express';
import type { Access } from './access.ts';
import { refuseExpired } from './expired-parts.ts';
import { refuseLimited } from './limits.ts';
import { parseBody } from './request-body.ts';
import { toRevision } from './session-revision.ts';
import type { VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';

export interface CoachRouteParts {
  redis: ScriptedRedis;
  access: Access;
  reads: VisitorReads;
  store: Pick<SessionStore, 'read' | 'commit' | 'recall'>;
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

/** The link of a request and its session. Costs one look. Throws `share_not_found`, also when the session is gone. */
async function openLink(
  { redis, access, reads, store }: CoachRouteParts,
  request: Request,
  token: string,
): Promise<{ link: ShareLink; record: SessionRecord }> {
  // Each browser is counted by its own cookie, a coach's too.
  access.candidate(request);
  await reads.spend(request, 1);
  const link = await findShareLink(redis, token);
  const read = link === null ? null : await store.read(link.sessionId);
  if (link === null || read === null) throw new AppError('share_not_found');
  return { link, record: read.record };
}

/** Other coaches' notes are shown with the report, and like it not before the session is closed. */
const showsOthers = ({ report, allNotes }: ShareLink, { phase }: SessionRecord) =>
  report && allNotes && phase === 'closed';

function addLook(routes: Router, parts: CoachRouteParts): void {
  const { redis, reads, budget } = parts;
  routes.post('/api/share/coaching', async (request, response) => {
    const { token } = parseBody(shareTicketRequestSchema, request.body);
    const { link, record } = await openLink(parts, request, token);
    const notes = await readNotes(redis, link.sessionId);
    const isOwn = ({ shareId }: { shareId: string }) => shareId === link.shareId;
    const answer: Coaching = {
      name: link.name,
      mayNote: link.notes && record.expired.report === undefined,
      maySuggest: link.topics && topicRefusal(record) !== 'not_now',
      notes: notes.filter(isOwn),
      otherNotes: showsOthers(link, record) ? notes.filter((note) => !isOwn(note)) : [],
      topics: record.suggestedTopics.flatMap(({ shareId, state, at }, index) =>
        isOwn({ shareId }) ? [{ number: index + 1, state, at }] : [],
      ),
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
  const { redis, reads, budget, logger, now } = parts;
  routes.post('/api/share/notes', async (request, response) => {
    const { token, operationId, text, atMs, itemId } = parseBody(noteRequestSchema, request.body);
    const { link, record } = await openLink(parts, request, token);
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
        throw new AppError('share_not_found');
      case 'malformed':
        throw new AppError('request_invalid');
    }
  });

  // Also where the link takes no notes any more: what a coach has written they may take back.
  routes.post('/api/share/notes/delete', async (request, response) => {
    const { token, noteId } = parseBody(noteEraseSchema, request.body);
    const { link } = await openLink(parts, request, token);
    const { sessionId, shareId } = link;
    refuseLimited(await budget.note(reads.visitor(request), shareId));
    if (!(await removeNote(redis, sessionId, { noteId, shareId }))) throw new AppError('note_not_found');
    logger.info({ sessionId, shareId }, 'note deleted by its coach');
    response.status(204).end();
  });
}

function addTopics(routes: Router, parts: CoachRouteParts): void {
  const { reads, store, budget, logger } = parts;
  routes.post('/api/share/topics', async (request, response) => {
    const { token, operationId, topic } = parseBody(topicRequestSchema, request.body);
    const { link, record } = await openLink(parts, request, token);
    const { sessionId, shareId, name } = link;
    if (!link.topics) throw new AppError('topics_not_allowed');
    const fact = { type: 'topic.suggested', shareId, by: name, text: topic } as const;
    const bodyHash = canonicalHash(fact);
    const known = await store.recall(sessionId, operationId, bodyHash);
    if (known === null) {
      const reason = topicRefusal(record);
      if (reason !== null) throw new AppError('topic_refused', { details: { reason } });
      refuseLimited(await budget.topic(reads.visitor(request), shareId));
    }
    const command = { type: 'record', facts: [fact] } as const;
    const result = known ?? (await store.commit(sessionId, command, { operationId, bodyHash }));
    // Another coach was faster, or the interviewer asks no more questions.
    if (result.outcome === 'illegal') throw new AppError('topic_refused', { details: { reason: 'waiting' } });
    toRevision(result);
    logger.info({ sessionId, shareId, outcome: result.outcome }, 'topic suggested by a coach');
    const suggested = (await store.read(sessionId))?.record.suggestedTopics ?? [];
    response.status(202).json({ number: suggested.findLastIndex((one) => one.shareId === shareId) + 1 });
  });
}
