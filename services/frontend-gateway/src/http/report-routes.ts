import { AppError } from '@ringback/shared/contract/errors';
import { operationSchema, reportQuerySchema } from '@ringback/shared/contract/http-api';
import type { OperationId, SessionId } from '@ringback/shared/contract/ids';
import { isReportPending, mostReportVersions } from '@ringback/shared/contract/report-status';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import { relistPending } from '@ringback/shared/redis/session/relist-pending';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { hadInterview, nextReportVersion } from '@ringback/shared/session/decide-report';
import { type Request, Router } from 'express';
import { refuseExpired } from './expired-parts.ts';
import { refuseLimited } from './limits.ts';
import { readReportAnswer } from './report-answer.ts';
import { parseBody } from './request-body.ts';
import { toRevision } from './session-revision.ts';
import { reportAsked, type VisitorBudget } from './visitor-budget.ts';
import type { VisitorReads } from './visitor-reads.ts';

/** One operation id asks for one report, whatever it was asked with. */
const bodyHash = 'report';

/** Why no report can be asked for at present. */
function refusalOf(record: SessionRecord): AppError {
  if (record.phase !== 'closed' || !hadInterview(record)) return new AppError('report_unavailable');
  if (isReportPending(record.report)) return new AppError('report_under_way');
  return new AppError(
    record.report.version >= mostReportVersions ? 'report_versions_used' : 'report_unavailable',
  );
}

/** The reports of a candidate's own sessions: `/api/sessions/{id}/report`. */
export function createReportRoutes(parts: {
  redis: ScriptedRedis;
  store: SessionStore;
  budget: VisitorBudget;
  reads: VisitorReads;
}): Router {
  const { redis, store, budget, reads } = parts;
  const routes = Router();

  routes.get('/api/sessions/:id/report', async (request, response) => {
    const { record, revision } = await reads.own(request);
    await relistPending(redis, { record, revision });
    const wanted = parseBody(reportQuerySchema, { ...request.query }).version;
    const answer = await readReportAnswer(redis, { record, revision }, wanted);
    const text = JSON.stringify(answer);
    budget.sent(reads.visitor(request), Buffer.byteLength(text));
    response.type('json').send(text);
  });

  routes.post('/api/sessions/:id/report', async (request, response) => {
    const { sessionId, record } = await reads.own(request);
    const { operationId } = parseBody(operationSchema, request.body);
    const known = await store.recall(sessionId, operationId, bodyHash);
    const result = known ?? (await askAgain(request, { sessionId, record, operationId }));
    response.status(202).json({ revision: toRevision(result) });
  });

  /** Throws where no report can be made, or too many were made today. */
  async function askAgain(
    request: Request,
    {
      sessionId,
      record,
      operationId,
    }: { sessionId: SessionId; record: SessionRecord; operationId: OperationId },
  ): Promise<CommitResult> {
    // It would be made of words that are gone, or be gone with the next look.
    refuseExpired(record, 'transcript');
    refuseExpired(record, 'report');
    const version = record.phase === 'closed' ? nextReportVersion(record) : null;
    if (version === null) throw refusalOf(record);
    const spent = await budget.report(reads.visitor(request), { sessionId, version });
    if (!spent.allowed && spent.name.startsWith(`${reportAsked}:`)) throw new AppError('report_under_way');
    refuseLimited(spent);
    const command = { type: 'record', facts: [{ type: 'report.queued', version }] } as const;
    const result = await store.commit(sessionId, command, { operationId, bodyHash });
    // Another page may have asked at the same moment.
    if (result.outcome === 'illegal') throw refusalOf((await reads.own(request)).record);
    return result;
  }

  return routes;
}
