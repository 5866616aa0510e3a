import type { CandidateId, SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { createReportAttempt } from '../../../services/ai-bridge/src/report/report-attempt.ts';
import { reportSteps } from '../../../services/ai-bridge/src/report/report-steps.ts';
import { newSession } from '../new-session.ts';
import { evenJudge } from '../report/even-judge.ts';
import { exchangesOf, recordInterview } from '../report/recorded-interview.ts';

const money = { prices: {}, limitUsd: 1, dailyLimitUsd: 1, isFree: true };

/** An interview of three minutes whose report the reporter has made, by a model that judges everything alike. */
export async function newJudgedSession(parts: ServiceParts, ownerId: CandidateId): Promise<SessionId> {
  const sessionId = await newSession(parts.store, { ownerId });
  await recordInterview(parts.store, sessionId, ...exchangesOf(3));
  const { model } = evenJudge();
  const attempt = createReportAttempt(parts, { model, samples: 1, money }, reportSteps);
  await attempt(sessionId, 1, new AbortController().signal);
  return sessionId;
}
