import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { SessionId } from '../../contract/ids.ts';
import { storedJobConfigurationSchema } from '../../contract/job-configuration.ts';
import { type ExpiredParts, expiredPartsSchema, type KeptPart } from '../../contract/kept-parts.ts';
import { storedPracticeSchema } from '../../contract/practice.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { withoutJobTexts, withoutParts, withoutQuestionText } from '../../session/without-parts.ts';
import { keys } from '../keys.ts';
import type { ScriptedRedis } from '../scripts.ts';
import { completeRecord, isWithoutConfiguration, readConfigurations } from './configurations.ts';
import { sessionKeys } from './session-keys.ts';

const pageSize = 200;
/** What a process leaves that dies in between is gone after this time. */
const leftoverSeconds = 600;

/** How long ago a session began, and what is left of it, as far as that is readable. */
export interface SessionAge {
  sessionId: SessionId;
  /** Epoch ms. Null: nothing readable says so. */
  configuredAt: number | null;
  isClosed: boolean;
  expired: ExpiredParts;
  /** Nothing has happened since parts of it were erased. */
  isUnchanged: boolean;
  /** It has something of the report part beside its log: reports, or coaches' notes. */
  hasReports: boolean;
}

const timesSchema = z.object({ configuredAt: z.number() });
const startSchema = z.object({ at: z.number() });
const recordPattern = /^session:\{([\w-]+)\}$/;

/** All stored sessions, in pages. One that begins or ends meanwhile may be missing. Rejects without Redis. */
export async function* scanSessions(redis: ScriptedRedis): AsyncGenerator<SessionId[]> {
  let cursor = '0';
  do {
    const [next, found] = await redis.scan(cursor, 'MATCH', 'session:{*}', 'COUNT', pageSize, 'TYPE', 'hash');
    cursor = next;
    yield found.flatMap((key) => (recordPattern.exec(key)?.[1] ?? []) as SessionId[]);
  } while (cursor !== '0');
}

/** Looks at one session. Needs no readable record. Null: it is gone. Rejects without Redis. */
export async function readAge(redis: ScriptedRedis, sessionId: SessionId): Promise<SessionAge | null> {
  const [phase, times, expired, revision, expiredRevision] = await redis.hmget(
    sessionKeys.record(sessionId),
    ...['phase', 'times', 'expired', 'revision', 'expiredRevision'],
  );
  if (phase === null || phase === undefined) return null;
  const told = timesSchema.safeParse(parseJson(times ?? '')).data?.configuredAt;
  return {
    sessionId,
    configuredAt: told ?? (await readStart(redis, sessionId)),
    isClosed: phase === 'closed',
    expired: expiredPartsSchema.safeParse(parseJson(expired ?? '')).data ?? {},
    isUnchanged: revision !== null && revision === expiredRevision,
    hasReports: (await redis.exists(sessionKeys.reports(sessionId), sessionKeys.notes(sessionId))) > 0,
  };
}

/** When a session began, by its log. */
async function readStart(redis: ScriptedRedis, sessionId: SessionId): Promise<number | null> {
  const [first] = await redis.xrange(sessionKeys.log(sessionId), '-', '+', 'COUNT', 1);
  return startSchema.safeParse(parseJson(first?.[1][3] ?? '')).data?.at ?? null;
}

/**
 * Erases parts of a closed session: their words in its log and record, and its reports. Revisions, commit ids and times
 * stay, so that the log folds as before and says by itself what has expired. Redis' file is rewritten as after an erasure
 * (`file-rewrite.ts`). `moved`: the session has changed meanwhile, or
 * is not closed. Rejects without Redis, and if something other than a log stands there.
 */
export async function expireParts(
  redis: ScriptedRedis,
  sessionId: SessionId,
  { parts, expired }: { parts: ReadonlySet<KeptPart>; expired: ExpiredParts },
): Promise<'expired' | 'moved'> {
  const fields = await redis.hgetall(sessionKeys.record(sessionId));
  const {
    revision = '',
    commitId = '',
    jobConfiguration,
    practice = 'null',
  } = await completeRecord(redis, sessionId, fields);
  const isReAnswer = mayBeReAnswer(practice);
  const key = sessionKeys.expiringLog(sessionId, randomUUID());
  await rewriteLog(redis, { sessionId, key }, (value) =>
    withoutParts({ sessionId, value, isReAnswer }, parts, expired),
  );
  const jobGoes = parts.has('job_texts');
  return await redis.expireParts(
    sessionKeys.record(sessionId),
    sessionKeys.log(sessionId),
    key,
    sessionKeys.reports(sessionId),
    sessionKeys.configurations(sessionId),
    sessionKeys.tombstone(sessionId),
    keys.erasurePending,
    sessionKeys.notes(sessionId),
    ...[revision, commitId, JSON.stringify(expired)],
    jobGoes ? toJobWithoutTexts(jobConfiguration) : '',
    parts.has('report') ? '1' : '',
    jobGoes ? '1' : '',
    randomUUID(),
    parts.has('transcript') ? toPracticeWithoutText(practice) : '',
  );
}

/** A practice that cannot be read may be one. */
function mayBeReAnswer(text: string): boolean {
  const practice = storedPracticeSchema.nullable().safeParse(parseJson(text));
  return !practice.success || practice.data?.kind === 'one_question';
}

function toPracticeWithoutText(text: string): string {
  const practice = storedPracticeSchema.safeParse(parseJson(text));
  return JSON.stringify(practice.success ? withoutQuestionText(practice.data) : null);
}

/** What cannot be read may hold words. Its record was unreadable before, and stays so. */
function toJobWithoutTexts(text = ''): string {
  const job = storedJobConfigurationSchema.safeParse(parseJson(text));
  return JSON.stringify(job.success ? withoutJobTexts(job.data) : null);
}

/** Writes a session's log under another key, page by page, each entry under its own id. */
async function rewriteLog(
  redis: ScriptedRedis,
  { sessionId, key }: { sessionId: SessionId; key: string },
  toStored: (value: unknown) => unknown,
): Promise<void> {
  let from = '-';
  for (;;) {
    const page = await redis.xrange(sessionKeys.log(sessionId), from, '+', 'COUNT', pageSize);
    const last = page.at(-1);
    if (last === undefined) return;
    const values = page.map(([, fields]) => parseJson(fields[3] ?? ''));
    const complete = await readConfigurations(redis, sessionId, values.filter(isWithoutConfiguration));
    const pipeline = redis.pipeline();
    page.forEach(([id, fields], index) => {
      const event = JSON.stringify(toStored(complete(values[index])));
      pipeline.xadd(key, id, 'commitId', fields[1] ?? '', 'event', event);
    });
    pipeline.expire(key, leftoverSeconds);
    const failed = (await pipeline.exec())?.find(([error]) => error !== null)?.[0];
    if (failed) throw failed;
    from = `(${last[0]}`;
  }
}
