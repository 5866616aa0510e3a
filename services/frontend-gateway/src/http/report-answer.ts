import type { ReportAnswer } from '@ringback/shared/contract/http-api';
import type { ReadRecord } from '@ringback/shared/contract/session-record';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { readReport } from '@ringback/shared/redis/session/reports';
import { readStrongerAnswers } from '@ringback/shared/redis/session/stronger-answers';
import { bestReport } from '@ringback/shared/session/best-report';
import { hadInterview } from '@ringback/shared/session/decide-report';

/** How far a session's report is, and the version that is asked for; without a number the best there is. */
export async function readReportAnswer(
  redis: ScriptedRedis,
  { record, revision }: Pick<ReadRecord, 'record' | 'revision'>,
  wanted?: number,
): Promise<ReportAnswer> {
  const { versions, ...now } = record.report;
  const stored = versions.filter(({ hash }) => hash !== null);
  const shown = wanted === undefined ? bestReport(stored) : stored.find(({ version }) => version === wanted);
  const hash = shown?.hash ?? null;
  const written = record.givenFacts.filter(({ version }) => version === shown?.version);
  const hashes = written.flatMap((given) => given.hash ?? []);
  return {
    revision,
    ...now,
    hadInterview: hadInterview(record),
    versions: versions.map(({ hash: _, ...version }) => version),
    report: hash === null ? null : await readReport(redis, record.sessionId, hash),
    strongerAnswers: await readStrongerAnswers(redis, record.sessionId, hashes),
  };
}

const noCost = { usd: 0, input: 0, cached: 0, output: 0 };

/** The same for a coach. What it has cost, and what the candidate says of it, is the candidate's business. */
export function forCoach({ report, ...answer }: ReportAnswer): ReportAnswer {
  return {
    ...{ ...answer, costUsd: 0, isSelfRated: false, disputes: 0 },
    report: report === null ? null : { ...report, cost: noCost },
    strongerAnswers: [],
  };
}
