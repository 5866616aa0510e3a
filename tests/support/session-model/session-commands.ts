import { isDeepStrictEqual } from 'node:util';
import type { Role, SessionId } from '@ringback/shared/contract/ids';
import { instanceIdSchema } from '@ringback/shared/contract/ids';
import type { Via } from '@ringback/shared/contract/lifecycle';
import { keys } from '@ringback/shared/redis/keys';
import type { Leases } from '@ringback/shared/redis/leases';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { CommitOptions, CommitResult, SessionStore } from '@ringback/shared/redis/session-store';
import type { Command } from '@ringback/shared/session/decide';
import type { AsyncCommand } from 'fast-check';
import { bakerHash, jobConfiguration } from '../new-session.ts';
import { lostReply, type MeddlingRedis } from './meddling-redis.ts';
import {
  type Expected,
  modelCommit,
  modelCreate,
  modelDecides,
  modelRefuses,
  newSessionModel,
  type SessionModel,
  toRecord,
} from './session-model.ts';

/** Two stores on one Redis, as two services have them, and the session that they quarrel about. */
export interface RealSession {
  sessionId: SessionId;
  redis: ScriptedRedis;
  stores: [SessionStore, SessionStore];
  /** The first store's client. */
  meddling: MeddlingRedis;
  leases: Leases;
  /** What both stores' clocks and generations are read from. */
  model: SessionModel;
  /** How often each outcome was met. */
  outcomes: Map<CommitResult['outcome'], number>;
}

export type SessionCommand = AsyncCommand<SessionModel, RealSession>;
type StoreIndex = 0 | 1;

function fail(what: string, expected: unknown, actual: unknown): never {
  throw new Error(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}

function expectOutcome(expected: Expected, actual: CommitResult, { outcomes }: RealSession): void {
  const { outcome } = actual;
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const told: Expected = {
    outcome,
    ...('revision' in actual ? { revision: actual.revision } : {}),
    ...('phase' in actual ? { phase: actual.phase } : {}),
  };
  if (!isDeepStrictEqual({ ...expected }, told)) fail('outcome', expected, told);
}

async function expectStored(model: SessionModel, { stores, sessionId, redis }: RealSession): Promise<void> {
  const record = toRecord(model);
  const [read, log, operations, listedUntil] = await Promise.all([
    stores[0].read(sessionId),
    stores[0].readLog(sessionId, 0),
    redis.hgetall(keys.operations(sessionId)),
    redis.zscore(keys.live, sessionId),
  ]);
  if (!isDeepStrictEqual(read?.record ?? null, record)) fail('record', record, read?.record ?? null);
  const events = log.map(({ event }) => event);
  if (!isDeepStrictEqual(events, model.log)) fail('log', model.log, events);
  if (log.some(({ revision }, index) => revision !== index + 1)) fail('revisions', 'no gap', log);
  if ((read?.revision ?? 0) !== model.log.length) fail('revision', model.log.length, read?.revision);
  if (read?.commitId !== log.at(-1)?.commitId) fail('commit id', log.at(-1)?.commitId, read?.commitId);
  for (const [operation, { revision, bodyHash }] of model.operations) {
    const [stored, , body] = operations[operation]?.split(' ') ?? [];
    if (stored !== String(revision) || body !== bodyHash)
      fail(operation, { revision, bodyHash }, operations[operation]);
  }
  const deadlineAt = record?.deadlineAt ?? null;
  // One that is over may still be listed: the reaper strikes it off. One that is not must be found in time.
  if (deadlineAt !== null && (listedUntil === null || Number(listedUntil) > deadlineAt)) {
    fail('list of live sessions', `listed by ${deadlineAt}`, listedUntil);
  }
}

/** A command whose effect on the store is held to the model after it. */
function command(
  text: string,
  run: (model: SessionModel, real: RealSession) => Promise<void>,
  check: (model: Readonly<SessionModel>) => boolean = () => true,
): SessionCommand {
  return {
    check,
    toString: () => text,
    async run(model, real) {
      await run(model, real);
      await expectStored(model, real);
    },
  };
}

export const create = (via: Via, operationId: string, bodyHash: string): SessionCommand =>
  command(`create ${via} ${operationId} ${bodyHash}`, async (model, real) => {
    const { stores, sessionId } = real;
    const event = {
      type: 'session.configured' as const,
      sessionId,
      at: model.nowMs,
      ownerId: 'cand_0000001' as never,
      via,
      jobConfiguration,
      configurationHash: bakerHash,
      previousSessionId: null,
      fleetGeneration: model.fleetGeneration,
    };
    const options = { operationId, bodyHash };
    expectOutcome(modelCreate(model, event, options), await stores[0].create(event, options), real);
  });

export interface Wish {
  label: string;
  wish: Command;
  storeIndex: StoreIndex;
  operationId: string;
  bodyHash: string;
  /** Whose token is presented: of the present holder, or of the one before. */
  fence: { role: Role; isOld: boolean } | null;
}

function toOptions(model: SessionModel, { operationId, bodyHash, fence }: Wish): CommitOptions {
  const options = { operationId, bodyHash };
  if (fence === null) return options;
  const token = model.leases[fence.role].token - (fence.isOld ? 1 : 0);
  return { ...options, fence: { role: fence.role, token: Math.max(0, token) } };
}

const tell = ({ label, storeIndex, operationId, bodyHash, fence }: Wish) =>
  `${label} by store ${storeIndex} as ${operationId} ${bodyHash}${fence ? ` ${fence.isOld ? 'old' : 'current'} ${fence.role} token` : ''}`;

async function commitOnce(model: SessionModel, real: RealSession, wish: Wish): Promise<void> {
  const { stores, sessionId } = real;
  const options = toOptions(model, wish);
  const expected = modelCommit(model, wish.wish, { ...options, storeIndex: wish.storeIndex });
  expectOutcome(expected, await stores[wish.storeIndex].commit(sessionId, wish.wish, options), real);
}

/** Commits; a repeated operation id makes it a repetition, or a conflict of bodies. */
export const commit = (wish: Wish): SessionCommand =>
  command(tell(wish), (model, real) => commitOnce(model, real, wish));

/** Both stores decide on the same revision; the second one’s commit arrives first. */
export const commitBoth = (first: Wish, second: Wish): SessionCommand =>
  command(`{${tell(first)}} overtaken by {${tell(second)}}`, async (model, real) => {
    const overtaken = { ...first, storeIndex: 0 as const };
    const overtaking = { ...second, storeIndex: 1 as const };
    const decided = modelDecides(model, first.wish, 0);
    if (decided === 'answered') {
      await commitOnce(model, real, overtaken);
      await commitOnce(model, real, overtaking);
      return;
    }
    real.meddling.beforeCommit(() => commitOnce(model, real, overtaking));
    const options = toOptions(model, first);
    const actual = await real.stores[0].commit(real.sessionId, first.wish, options);
    if (real.meddling.disarm()) fail('commit', 'sent', 'not sent');
    const refused = decided === 'sent' ? modelRefuses(model, options) : null;
    expectOutcome(refused ?? modelCommit(model, first.wish, { ...options, storeIndex: 0 }), actual, real);
  });

/** The reply is lost, and the command repeated under its operation id. */
export const commitUnanswered = (wish: Wish): SessionCommand =>
  command(`${tell(wish)}, reply lost, repeated`, async (model, real) => {
    const unanswered = { ...wish, storeIndex: 0 as const };
    if (modelDecides(model, wish.wish, 0) !== 'answered') {
      real.meddling.loseReply();
      const options = toOptions(model, unanswered);
      const lost = await real.stores[0].commit(real.sessionId, wish.wish, options).then(
        ({ outcome }) => outcome,
        (error: Error) => error.message,
      );
      if (lost !== lostReply) fail('reply', 'lost', lost);
      modelCommit(model, wish.wish, { ...options, storeIndex: 0 });
    }
    await commitOnce(model, real, unanswered);
  });

const farMs = 1_000 * 60 * 60;

export const take = (role: Role, instance: string): SessionCommand =>
  command(`${instance} takes ${role}`, async (model, { leases, sessionId, redis }) => {
    const result = await leases.take(sessionId, role, instanceIdSchema.parse(instance));
    const record = toRecord(model);
    const lease = model.leases[role];
    const isOver = record?.phase === 'ended' || record?.phase === 'closed';
    if (record === null) return expectLease({ outcome: 'gone' }, result);
    if (isOver) return expectLease({ outcome: 'ended' }, result);
    if (lease.holder !== '' && lease.holder !== instance) return expectLease({ outcome: 'taken' }, result);
    model.leases[role] = { holder: instance, token: lease.token + 1 };
    expectLease({ outcome: 'ok', token: lease.token + 1 }, result);
    // So that only what the commands say makes a lease run out, however slow the machine is.
    await redis.hset(keys.session(sessionId), `${role}Until`, String(Date.now() + farMs));
  });

function expectLease(expected: unknown, actual: unknown): void {
  if (!isDeepStrictEqual(expected, actual)) fail('lease', expected, actual);
}

export const renewOrGive = (
  what: 'renew' | 'give',
  role: Role,
  instance: string,
  isOld: boolean,
): SessionCommand =>
  command(`${instance} ${what}s ${role} with its ${isOld ? 'old' : 'current'} token`, async (model, real) => {
    const { leases, sessionId, redis } = real;
    const lease = model.leases[role];
    const token = Math.max(0, lease.token - (isOld ? 1 : 0));
    const isHeld = toRecord(model) !== null && lease.holder === instance && token === lease.token;
    if (what === 'renew') {
      const held = await leases.renew(sessionId, role, instanceIdSchema.parse(instance), token);
      if (held !== isHeld) fail('renewal', isHeld, held);
      if (held) await redis.hset(keys.session(sessionId), `${role}Until`, String(Date.now() + farMs));
      return;
    }
    await leases.give(sessionId, role, instanceIdSchema.parse(instance), token);
    if (isHeld) model.leases[role] = { holder: '', token: lease.token };
  });

export const runOut = (role: Role): SessionCommand =>
  command(
    `the lease of ${role} runs out`,
    async (model, { redis, sessionId }) => {
      await redis.hset(keys.session(sessionId), `${role}Holder`, '', `${role}Until`, '0');
      model.leases[role].holder = '';
    },
    (model) => model.log.length > 0,
  );

export const passTime = (ms: number): SessionCommand =>
  command(`${ms} ms pass`, async (model) => {
    model.nowMs += ms;
  });

export const raiseGeneration: SessionCommand = command('a reset raises the generation', async (model) => {
  model.fleetGeneration += 1;
});

export const learnGeneration = (storeIndex: StoreIndex): SessionCommand =>
  command(`store ${storeIndex} learns of the generation`, async (model) => {
    model.known[storeIndex] = model.fleetGeneration;
  });

/** As the gateway erases: the tombstone stands before anything is removed. */
export const erase: SessionCommand = command('erased', async (model, { redis, sessionId }) => {
  await redis
    .multi()
    .set(keys.tombstone(sessionId), '1', 'EX', 60)
    .del(keys.session(sessionId), keys.log(sessionId), keys.operations(sessionId))
    .zrem(keys.live, sessionId)
    .exec();
  const { nowMs, fleetGeneration, known } = model;
  Object.assign(model, newSessionModel(), { isErased: true, nowMs, fleetGeneration, known });
});
