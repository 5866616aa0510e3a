import { AppError } from '@ringback/shared/contract/errors';
import {
  correctionRequestSchema,
  disputeRequestSchema,
  factRequestSchema,
  selfRatingRequestSchema,
  sessionAnswerSchema,
} from '@ringback/shared/contract/http-api';
import type { OperationId, SessionId } from '@ringback/shared/contract/ids';
import type { FindingMode, Report } from '@ringback/shared/contract/report';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { readReport } from '@ringback/shared/redis/session/reports';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import type { ReportFact } from '@ringback/shared/session/decide-report';
import type { StrongerFact } from '@ringback/shared/session/decide-stronger';
import { type Request, Router } from 'express';
import type { SessionViews } from '../viewers/session-views.ts';
import { refuseExpired } from './expired-parts.ts';
import { refuseLimited } from './limits.ts';
import { parseBody } from './request-body.ts';
import { toRevision } from './session-revision.ts';
import type { VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';

const failed: FindingMode = 'failed';

/** What a candidate says of their report: how they see it themselves, what was misheard, what is unfair, and a fact. */
export function createReportReplyRoutes(parts: {
  redis: ScriptedRedis;
  store: SessionStore;
  views: Pick<SessionViews, 'read'>;
  budget: Pick<VisitorBudget, 'correct' | 'giveFact'>;
  reads: VisitorReads;
}): Router {
  const { redis, store, views, budget, reads } = parts;
  const routes = Router();

  /** A former id's session may be a stranger's, who reads what stands in it. */
  async function own(request: Request) {
    const read = await reads.own(request);
    if (read.record.ownerId !== read.candidateId) throw new AppError('session_not_found');
    return read;
  }

  async function reportOf({ sessionId, report }: SessionRecord, version: number): Promise<Report | null> {
    const hash = report.versions.find((one) => one.version === version)?.hash ?? null;
    return hash === null ? null : readReport(redis, sessionId, hash);
  }

  async function put(
    sessionId: SessionId,
    operationId: OperationId,
    fact: ReportFact | StrongerFact,
  ): Promise<number> {
    const bodyHash = canonicalHash(fact);
    const command = { type: 'record', facts: [fact] } as const;
    const result = await store.commit(sessionId, command, { operationId, bodyHash });
    if (result.outcome === 'illegal') throw new AppError('report_reply_refused');
    return toRevision(result);
  }

  routes.put('/api/sessions/:id/self-rating', async (request, response) => {
    const { sessionId, record } = await own(request);
    refuseExpired(record, 'report');
    const { operationId, ...given } = parseBody(selfRatingRequestSchema, request.body);
    response.json({ revision: await put(sessionId, operationId, { type: 'self_rating.given', ...given }) });
  });

  routes.put('/api/sessions/:id/transcript/:itemId', async (request, response) => {
    const { sessionId, candidateId: _, ...position } = await own(request);
    refuseExpired(position.record, 'transcript');
    const { operationId, text } = parseBody(correctionRequestSchema, request.body);
    const { itemId = '' } = request.params;
    const answer = await views.read(sessionId, position);
    const transcript = answer === null ? [] : sessionAnswerSchema.parse(JSON.parse(answer)).view.transcript;
    if (!transcript.some((item) => item.itemId === itemId && item.speaker === 'candidate'))
      throw new AppError('request_invalid');
    refuseLimited(await budget.correct(reads.visitor(request), sessionId, Buffer.byteLength(text)));
    const fact = { type: 'transcript.corrected', itemId, text } as const;
    response.status(202).json({ revision: await put(sessionId, operationId, fact) });
  });

  routes.post('/api/sessions/:id/findings/:findingId/dispute', async (request, response) => {
    const { sessionId, record } = await own(request);
    refuseExpired(record, 'report');
    const { operationId, version, reason } = parseBody(disputeRequestSchema, request.body);
    const { findingId = '' } = request.params;
    const report = await reportOf(record, version);
    const finding = report?.findings.find(({ id }) => id === findingId);
    if (finding === undefined) throw new AppError('finding_unknown');
    // A part that could not be made says nothing of the candidate.
    if (finding.mode === failed) throw new AppError('finding_not_made');
    const fact = { type: 'finding.disputed', version, findingId, reason } as const;
    response.status(202).json({ revision: await put(sessionId, operationId, fact) });
  });

  routes.put('/api/sessions/:id/answers/:questionId/fact', async (request, response) => {
    const { sessionId, record } = await own(request);
    const { operationId, version, text } = parseBody(factRequestSchema, request.body);
    const { questionId = '' } = request.params;
    const fact = { type: 'fact.given', version, questionId, text } as const;
    const known = await store.recall(sessionId, operationId, canonicalHash(fact));
    if (known !== null) {
      response.status(202).json({ revision: toRevision(known) });
      return;
    }
    refuseExpired(record, 'report');
    const asked = (await reportOf(record, version))?.advice?.questions ?? [];
    if (!asked.some((one) => one.questionId === questionId && one.missingFact !== null))
      throw new AppError('request_invalid');
    refuseLimited(await budget.giveFact(reads.visitor(request)));
    response.status(202).json({ revision: await put(sessionId, operationId, fact) });
  });

  return routes;
}
