import { randomUUID } from 'node:crypto';
import { candidateIdSchema, instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import { type JobConfiguration, jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { Keeping } from '@ringback/shared/contract/kept-parts';
import { ownDataSchema } from '@ringback/shared/contract/own-data';
import { type Briefing, noBriefing, type Practice } from '@ringback/shared/contract/practice';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { keys } from '@ringback/shared/redis/keys';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { expireParts } from '@ringback/shared/redis/session/expire-parts';
import { keepReport } from '@ringback/shared/redis/session/reports';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { keepStrongerAnswer } from '@ringback/shared/redis/session/stronger-answers';
import { loadConfig } from '@ringback/shared/runtime/config';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import type { Fact } from '@ringback/shared/session/command';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleFacts, sampleReport } from '../../packages/shared/testing/report/sample-report.ts';
import { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import { writeOwnData } from '../../services/frontend-gateway/src/own-data/own-data-file.ts';
import { createRetentionSweep } from '../../services/frontend-gateway/src/retention/retention-sweep.ts';
import { startGateway } from '../../services/frontend-gateway/src/start-gateway.ts';
import { eventually } from '../support/eventually.ts';
import { collectLogLines } from '../support/log-lines.ts';
import { beginInterview, newSession } from '../support/new-session.ts';
import { redisUrlOfEach } from '../support/service-redis.ts';
import { limitsOff, testKeys } from '../support/settings.ts';
import { connectTestClient } from '../support/test-client.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const dayMs = 24 * 3_600_000;
const ownerId = candidateIdSchema.parse('can_retention_0001');
const keeping: Keeping = { session: 30, transcript: 20, report: 10, job_texts: 15 };

/** Words of each part, as they are stored before their time has passed. */
const canaries = {
  report: ['canary-finding', 'canary-sentence', 'canary-reason', 'canary-fact', 'canary-stronger'],
  job_texts: [
    ...['canary-description', 'canary-resume', 'canary-earlier', 'canary-plan', 'canary-point'],
    'canary-briefed',
  ],
  transcript: [
    ...['canary-question', 'canary-answer', 'canary-cut', 'canary-corrected'],
    ...['canary-practised', 'canary-asked'],
  ],
} as const;

const job = (description: string) =>
  jobConfigurationSchema.parse({ jobTitle: 'Baker', jobDescription: description, resume: 'canary-resume' });
const plan: InterviewPlan = {
  ...{ competencies: ['canary-plan', 'care'], mustCover: [{ id: 'p1', text: 'canary-point' }] },
  ...{ warmUp: 'canary-plan?', curveball: null, phases: [{ phase: 'questions', untilMs: 60_000 }] },
};
/** What is told of the earlier session that it practises. */
const practised = {
  practice: { kind: 'new_questions', question: { id: 'q1', text: 'canary-practised' } },
  briefing: {
    ...{ ...noBriefing, asked: ['canary-asked'] },
    plan: { ...plan, competencies: ['care'], mustCover: [], warmUp: 'canary-briefed' },
  },
} satisfies { practice: Practice; briefing: Briefing };

let url: string;
let redis: ScriptedRedis;
let store: SessionStore;
beforeEach(async () => {
  url = await testRedisUrl();
  redis = await connectTestClient(url);
  store = createSessionStore({ redis });
});
afterEach(() => redis.disconnect());

async function commit(sessionId: SessionId, facts: readonly Fact[]): Promise<void> {
  const result = await store.commit(sessionId, { type: 'record', facts });
  expect(result.outcome).toBe('ok');
}

const turn = (itemId: string, speaker: 'candidate' | 'interviewer', text: string) => ({
  ...{ itemId, speaker, text, previousItemId: null, startedAtMs: 1_000, endedAtMs: 2_000 },
});

const changed = (jobConfiguration: JobConfiguration) =>
  ({
    type: 'change_configuration',
    jobConfiguration,
    configurationHash: configurationHash(jobConfiguration),
  }) as const;

/** A session with a canary in each of its words. */
async function heldAt(at: number, leadsOn: typeof practised = practised): Promise<SessionId> {
  const earlier = job('canary-earlier');
  const sessionId = await newSession(store, { ownerId, at, jobConfiguration: earlier, practised: leadsOn });
  await store.commit(sessionId, changed(job('canary-description')));
  await beginInterview(store, sessionId);
  const { record } = (await store.read(sessionId)) ?? {};
  const planned = { type: 'interview.planned', madeBy: 'rules', plan } as const;
  await commit(sessionId, [
    { ...planned, configurationHash: record?.configurationHash ?? '' },
    { type: 'interview.point_covered', pointId: 'p1' },
    { type: 'transcript.completed', ...turn('q1', 'interviewer', 'canary-question') },
    { type: 'transcript.completed', ...turn('a1', 'candidate', 'canary-answer') },
    { type: 'transcript.interrupted', ...turn('q2', 'interviewer', 'canary-cut'), heardMs: 500 },
  ]);
  for (const command of [{ type: 'end', reason: 'completed' }, { type: 'close' }] as const)
    expect((await store.commit(sessionId, command)).outcome).toBe('ok');
  const sample = sampleReport();
  const findings = sample.findings.map((one) => ({ ...one, text: 'canary-finding' }));
  const kept = await keepReport(redis, sessionId, { ...sample, findings });
  const { strongerAnswers } = sampleFacts();
  const [answer] = strongerAnswers.map((one) => ({ ...one, text: 'canary-stronger' }));
  if (kept.outcome !== 'kept' || answer === undefined) throw new Error(kept.outcome);
  const written = await keepStrongerAnswer(redis, sessionId, answer);
  if (written.outcome !== 'kept') throw new Error(written.outcome);
  const rating = { substance: 4, structure: 2, relevance: 3, credibility: 3, differentiation: 1 };
  await commit(sessionId, [
    { type: 'report.started', version: 1, attempt: 1, instance: instanceIdSchema.parse('bridge-1') },
    { type: 'report.ready', version: 1, hash: kept.hash, costUsd: 0.5 },
    { type: 'self_rating.given', ratings: rating, sentence: 'canary-sentence' },
    { type: 'transcript.corrected', itemId: 'a1', text: 'canary-corrected' },
    { type: 'finding.disputed', version: 1, findingId: 'f4', reason: 'canary-reason' },
    { type: 'fact.given', version: 1, questionId: 'q1', text: 'canary-fact' },
    { type: 'stronger_answer.ready', factNumber: 1, hash: written.hash, costUsd: 0.01 },
  ]);
  return sessionId;
}

/** Everything in Redis as text, whatever its type. */
async function everything(): Promise<string> {
  const texts = await Promise.all(
    (await redis.keys('*')).map(async (key) => {
      switch (await redis.type(key)) {
        case 'hash':
          return JSON.stringify(await redis.hgetall(key));
        case 'stream':
          return JSON.stringify(await redis.xrange(key, '-', '+'));
        case 'zset':
          return JSON.stringify(await redis.zrange(key, '0', '-1'));
        case 'set':
          return JSON.stringify(await redis.smembers(key));
        case 'list':
          return JSON.stringify(await redis.lrange(key, 0, -1));
        default:
          return (await redis.get(key)) ?? '';
      }
    }),
  );
  return texts.join('\n');
}

async function partsLeft(): Promise<string[]> {
  const text = await everything();
  return Object.entries(canaries).flatMap(([part, words]) => {
    const found = words.filter((word) => text.includes(word));
    if (found.length !== 0 && found.length !== words.length) throw new Error(`half of it is left: ${found}`);
    return found.length === 0 ? [] : [part];
  });
}

function sweepWith(kept: Keeping = keeping) {
  const logs = collectLogLines();
  const logger = createLogger({ service: 'test', instance: 'test', level: 'debug' }, logs.destination);
  const metrics = createMetrics('test');
  return { sweep: createRetentionSweep({ redis, logger, metrics, keeping: kept }), metrics, logs };
}

const fold = async (sessionId: SessionId) => {
  const log = await store.readLog(sessionId, 0);
  const events = log.map(({ event }) => event);
  const record = events.reduce(
    (before: Parameters<typeof evolveRecord>[0], event) => evolveRecord(before, event),
    null,
  );
  return { log, record, view: events.reduce<SessionView | null>(evolveView, null) };
};

describe('a part whose time has passed', () => {
  it('is nowhere in Redis any more; what is kept longer is as it was, and goes in its own time', async () => {
    const now = Date.now();
    const sessionId = await heldAt(now);
    const { sweep, metrics } = sweepWith();
    const before = await fold(sessionId);
    const ttl = await redis.pttl(sessionKeys.log(sessionId));
    const left: Record<number, string[]> = {};
    for (const day of [9.9, 10, 14.9, 15, 19.9, 20]) {
      await sweep(now + day * dayMs);
      left[day] = await partsLeft();
      const { log, record, view } = await fold(sessionId);
      // The log has the same entries under the same numbers, and the record is still its fold.
      expect(log.map(({ revision, commitId, event }) => [revision, commitId, event.type, event.at])).toEqual(
        before.log.map(({ revision, commitId, event }) => [revision, commitId, event.type, event.at]),
      );
      expect((await store.read(sessionId))?.record).toEqual(record);
      expect(view?.expired).toEqual(record?.expired);
    }
    expect(left).toEqual({
      9.9: ['report', 'job_texts', 'transcript'],
      10: ['job_texts', 'transcript'],
      14.9: ['job_texts', 'transcript'],
      15: ['transcript'],
      19.9: ['transcript'],
      20: [],
    });
    const { view } = await fold(sessionId);
    expect(view?.expired).toEqual({
      report: now + 10 * dayMs,
      job_texts: now + 15 * dayMs,
      transcript: now + 20 * dayMs,
    });
    expect(view).toMatchObject({
      jobConfiguration: { jobTitle: 'Baker', resume: '' },
      report: { state: 'ready' },
    });
    expect(view?.transcript).toMatchObject([{ itemId: 'q1', text: '' }, { itemId: 'a1' }, { heardMs: 500 }]);
    const leftMs = await redis.pttl(sessionKeys.log(sessionId));
    expect(leftMs).toBeGreaterThan(ttl - 60_000);
    expect(leftMs).toBeLessThanOrEqual(ttl);
    expect(await metrics.registry.metrics()).toContain(
      'ringback_expired_parts_total{part="transcript",service="test"} 1',
    );
  });

  it('takes the plan of a re-answer along, which is the question that was asked before', async () => {
    const now = Date.now();
    const practice = { ...practised.practice, kind: 'one_question' } as never;
    const sessionId = await heldAt(now, { ...practised, practice });
    await sweepWith({ ...keeping, job_texts: 30 }).sweep(now + 20 * dayMs);
    const text = await everything();
    for (const gone of [...canaries.transcript, 'canary-plan', 'canary-point'])
      expect(text).not.toContain(gone);
    for (const kept of ['canary-resume', 'canary-briefed']) expect(text).toContain(kept);
    const { record } = await fold(sessionId);
    expect((await store.read(sessionId))?.record).toEqual(record);
    expect(record?.practice).toEqual({ kind: 'one_question', question: { id: 'q1', text: '' } });
  });

  it('is told as erased in the candidate’s file, and not as unreadable', async () => {
    const now = Date.now();
    const sessionId = await heldAt(now);
    await sweepWith().sweep(now + 10 * dayMs);
    let text = '';
    const bookings = { own: async () => [] };
    const parts = { redis, store, bookings, hash: (name: string) => name, now: () => now };
    for await (const piece of writeOwnData(parts, [ownerId], [sessionId])) text += piece;
    const own = ownDataSchema.parse(JSON.parse(text));
    expect(own.unreadable).toEqual([]);
    expect(own.sessions).toMatchObject([
      {
        expired: { report: now + 10 * dayMs },
        reports: [{ version: 1, state: 'ready', costUsd: 0.5, kept: 'expired', report: null }],
      },
    ]);
  });

  it('goes again if something of it comes afterwards, and stays gone if it is to be kept longer from now on', async () => {
    const now = Date.now();
    const sessionId = await heldAt(now);
    await sweepWith().sweep(now + 20 * dayMs);
    const late = { type: 'transcript.corrected', itemId: 'a1', text: 'canary-late' } as const;
    await commit(sessionId, [late]);
    expect(await everything()).toContain('canary-late');
    const longer = { session: 300, transcript: 200, report: 100, job_texts: 150 };
    expect(await sweepWith(longer).sweep(now + 21 * dayMs)).toEqual({ expired: 1, unreadable: 0 });
    expect(await everything()).not.toContain('canary-late');
    expect((await fold(sessionId)).record?.expired.transcript).toBe(now + 20 * dayMs);
    await redis.hset(sessionKeys.reports(sessionId), 'x', '"canary-later"');
    expect(await sweepWith().sweep(now + 22 * dayMs)).toEqual({ expired: 1, unreadable: 0 });
    expect(await everything()).not.toContain('canary-later');
    // Then there is nothing to do.
    expect(await sweepWith().sweep(now + 23 * dayMs)).toEqual({ expired: 0, unreadable: 0 });
  });

  it('is left alone in a session that changes meanwhile, until the next time', async () => {
    const now = Date.now();
    const sessionId = await heldAt(now);
    const { revision = 0 } = (await store.read(sessionId)) ?? {};
    const racing = new Proxy(redis, {
      get(target, name) {
        if (name !== 'expireParts')
          return Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name);
        return async (...args: string[]) => {
          await commit(sessionId, [{ type: 'transcript.corrected', itemId: 'a1', text: 'canary-corrected' }]);
          return await (
            target as unknown as Record<string, (...given: string[]) => Promise<string>>
          ).expireParts?.(...args);
        };
      },
    });
    const wanted = { parts: new Set(['transcript'] as const), expired: { transcript: now } };
    expect(await expireParts(racing, sessionId, wanted)).toBe('moved');
    expect((await fold(sessionId)).log.at(-1)?.revision).toBe(revision + 1);
    expect(await partsLeft()).toHaveLength(3);
    expect(await redis.keys('*:expiring:*')).toEqual([]);
    expect(await expireParts(redis, sessionId, wanted)).toBe('expired');
    expect(await partsLeft()).not.toContain('transcript');
  });
});

describe('sessions that cannot be read', () => {
  it('delay no other, and are emptied all the same where their log is one', async () => {
    const now = Date.now();
    const broken = await heldAt(now);
    await redis.hset(sessionKeys.record(broken), 'ownerId', '!', 'times', 'nonsense');
    const torn = await heldAt(now);
    await redis.del(sessionKeys.log(torn));
    await redis.set(sessionKeys.log(torn), 'no stream');
    const foreign = await heldAt(now);
    const alien = { type: 'word.sung', sessionId: foreign, at: now, song: 'canary-song' };
    await redis.xadd(sessionKeys.log(foreign), '999-0', 'commitId', 'c', 'event', JSON.stringify(alien));
    const { sweep } = sweepWith();
    expect(await sweep(now + 20 * dayMs)).toEqual({ expired: 2, unreadable: 1 });
    await redis.del(sessionKeys.record(torn), sessionKeys.reports(torn));
    expect(await partsLeft()).toEqual([]);
    expect(await everything()).not.toContain('canary-song');
    const last = (await store.readLog(foreign, 0)).at(-1);
    expect(last).toMatchObject({
      revision: 999,
      event: { type: 'unknown', originalType: 'word.sung', at: now },
    });
  });

  it('and those that live are left alone', async () => {
    const now = Date.now();
    const sessionId = await newSession(store, {
      ownerId,
      at: now,
      jobConfiguration: job('canary-description'),
    });
    expect(await sweepWith().sweep(now + 20 * dayMs)).toEqual({ expired: 0, unreadable: 0 });
    expect((await store.read(sessionId))?.record.jobConfiguration.jobDescription).toBe('canary-description');
  });
});

it('a gateway erases by itself what has passed its time, by its own rights in Redis, and has Redis’ file rewritten', async () => {
  const redisUrls = await redisUrlOfEach(url);
  await heldAt(Date.now() - 2 * dayMs);
  const logs = collectLogLines();
  const config = loadConfig(gatewayConfigSchema, {
    ...{ RINGBACK_MODE: 'local', REDIS_URL: redisUrls['frontend-gateway'], PORT: '0', LOG_LEVEL: 'debug' },
    ...{ ...testKeys, ...limitsOff, OPERATOR_TOKEN: 'operator-token-for-tests', INSTANCE_ID: randomUUID() },
    ...{
      ALLOWED_ORIGINS: 'http://localhost:3000',
      REPORT_RETENTION_DAYS: '1',
      TRANSCRIPT_RETENTION_DAYS: '1',
    },
  });
  const gateway = await startGateway(config, { logDestination: logs.destination });
  await eventually(async () => expect(await partsLeft()).toEqual(['job_texts']), 8_000);
  await eventually(async () => expect(await redis.exists(keys.erasurePending)).toBe(1), 8_000);
  await gateway.close();
  expect(logs.errors()).toEqual([]);
});
