import { randomUUID } from 'node:crypto';
import {
  commit,
  commitBoth,
  commitUnanswered,
  create,
  type Wish,
} from '@ringback/session-model/store/commit-commands';
import { commitForeign, damage } from '@ringback/session-model/store/foreign-commands';
import { renewOrGive, runOut, take } from '@ringback/session-model/store/lease-commands';
import { createMeddlingRedis } from '@ringback/session-model/store/meddling-redis';
import type { RealSession } from '@ringback/session-model/store/session-command';
import { newSessionModel } from '@ringback/session-model/store/store-model';
import {
  erase,
  learnGeneration,
  passTime,
  raiseGeneration,
} from '@ringback/session-model/store/upkeep-commands';
import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { createLeases } from '@ringback/shared/redis/fleet/leases';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import type { Command, Fact } from '@ringback/shared/session/command';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bakerHash, jobConfiguration } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

let redis: ScriptedRedis;
beforeAll(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
});
afterAll(() => redis.disconnect());

const otherHash = 'b'.repeat(64);
const words = {
  previousItemId: null,
  speaker: 'candidate',
  text: 'x',
  startedAtMs: 0,
  endedAtMs: 1,
} as const;
const instance = (name: string) => name as never;

const facts: readonly Fact[] = [
  { type: 'media.started', streamSid: 'MZ1', instance: instance('t-1') },
  { type: 'media.started', streamSid: 'MZ2', instance: instance('t-2') },
  { type: 'media.lost', streamSid: 'MZ1' },
  { type: 'interviewer.joined', bridge: instance('b-1'), token: 1 },
  { type: 'interviewer.joined', bridge: instance('b-2'), token: 2 },
  { type: 'interviewer.lost', bridge: instance('b-1') },
  { type: 'configuration.received', configurationHash: bakerHash },
  { type: 'configuration.received', configurationHash: otherHash },
  { type: 'call.dialled', instance: instance('t-1') },
  { type: 'call.placed', callSid: 'CA1' },
  { type: 'call.placed', callSid: 'CA2' },
  { type: 'call.ringing' },
  { type: 'call.answered' },
  { type: 'call.ready' },
  { type: 'interview.phase_changed', phase: 'questions' },
  { type: 'goodbye.started' },
  { type: 'transcript.completed', itemId: 'i1', ...words },
  { type: 'transcript.interrupted', itemId: 'i2', ...words, heardMs: 5 },
  { type: 'report.queued', version: 2 },
  { type: 'report.started', version: 1, attempt: 1, instance: instance('b-1') },
  { type: 'report.progressed', ...{ version: 1, attempt: 1, step: 'judging', done: 1, of: 2, costUsd: 0.1 } },
  { type: 'report.ready', version: 1, hash: otherHash, costUsd: 0.2 },
  { type: 'report.failed', version: 2, hash: null, reason: 'quota', costUsd: 0 },
  { type: 'transcript.corrected', itemId: 'i1', text: 'y' },
];
/** Commands that belong together, so that interviews begin often enough. */
const beginning: readonly Fact[] = [0, 3, 6].flatMap((index) => facts[index] ?? []);

const wishes: readonly { label: string; wish: Command; weight: number }[] = [
  ...facts.map((fact) => ({ label: fact.type, wish: { type: 'record' as const, facts: [fact] }, weight: 1 })),
  { label: 'begin', wish: { type: 'record', facts: beginning }, weight: 6 },
  {
    label: 'change back',
    wish: { type: 'change_configuration', jobConfiguration, configurationHash: bakerHash },
    weight: 1,
  },
  {
    label: 'change',
    wish: { type: 'change_configuration', jobConfiguration, configurationHash: otherHash },
    weight: 2,
  },
  { label: 'end', wish: { type: 'end', reason: 'reset' }, weight: 2 },
  {
    label: 'release t-1',
    wish: { type: 'release', service: 'telephony', instance: instance('t-1') },
    weight: 2,
  },
  {
    label: 'release b-1',
    wish: { type: 'release', service: 'ai-bridge', instance: instance('b-1') },
    weight: 2,
  },
  { label: 'close', wish: { type: 'close' }, weight: 2 },
  { label: 'expire', wish: { type: 'expire', nowMs: 1_800_000_100_000 }, weight: 1 },
];

const roles = fc.constantFrom('telephony' as const, 'bridge' as const);
const instances = fc.constantFrom('one', 'two');
const storeIndexes = fc.constantFrom(0 as const, 1 as const);
/** Most ids are new. A few are repeated, with the same body and with another. */
const operationIds = fc.oneof(
  { weight: 4, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map((number) => `operation-${number}`) },
);
const bodyHashes = fc.oneof(
  { weight: 4, arbitrary: fc.constant('body-a') },
  { weight: 1, arbitrary: fc.constant('body-b') },
);

const wish: fc.Arbitrary<Wish> = fc
  .record({
    chosen: fc.oneof(...wishes.map(({ weight, ...value }) => ({ weight, arbitrary: fc.constant(value) }))),
    storeIndex: storeIndexes,
    operationId: operationIds,
    bodyHash: bodyHashes,
    fence: fc.oneof(
      { weight: 3, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.record({ role: roles, isOld: fc.boolean() }) },
    ),
  })
  .map(({ chosen, ...rest }) => ({ ...chosen, ...rest }));

const steps = [
  { weight: 10, arbitrary: wish.map(commit) },
  { weight: 4, arbitrary: fc.tuple(wish, wish).map(([first, second]) => commitBoth(first, second)) },
  { weight: 3, arbitrary: wish.map(commitUnanswered) },
  { weight: 3, arbitrary: fc.tuple(roles, instances).map(([role, name]) => take(role, name)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('renew' as const, 'give' as const), roles, instances, fc.boolean())
      .map(([what, role, name, isOld]) => renewOrGive(what, role, name, isOld)),
  },
  { weight: 1, arbitrary: roles.map(runOut) },
  { weight: 1, arbitrary: fc.constantFrom(1, 3_000, 3_001, 60_000).map(passTime) },
  { weight: 1, arbitrary: storeIndexes.map(learnGeneration) },
  { weight: 2, arbitrary: fc.constant(commitForeign) },
];
const creation = fc
  .tuple(fc.constantFrom('browser' as const, 'phone' as const), operationIds, bodyHashes)
  .map(([via, operationId, bodyHash]) => create(via, operationId, bodyHash));

const outcomes = [
  ...(['ok', 'duplicate', 'operation_conflict', 'illegal', 'stale', 'fenced', 'gone', 'unreadable'] as const),
];
const seen: RealSession['outcomes'] = new Map();

const rare = fc.oneof(fc.constantFrom(raiseGeneration, erase, damage), creation);

function toRealSession(): RealSession {
  const sessionId: SessionId = sessionIdSchema.parse(`ses_${randomUUID().slice(0, 18)}`);
  const meddling = createMeddlingRedis(redis);
  const model = newSessionModel();
  const storeOn = (client: ScriptedRedis, index: 0 | 1) =>
    createSessionStore({ redis: client, now: () => model.nowMs, fleetGeneration: () => model.known[index] });
  const stores: RealSession['stores'] = [storeOn(meddling.redis, 0), storeOn(redis, 1)];
  return { sessionId, redis, stores, meddling, leases: createLeases(redis), model, outcomes: seen };
}

it('holds the store to its model, whatever commands come in whatever order', async () => {
  const commands = fc.commands(
    [
      fc.oneof(...steps),
      // Rare, because little happens to a session after these.
      fc.oneof({ weight: 12, arbitrary: fc.oneof(...steps) }, { weight: 1, arbitrary: rare }),
    ],
    { maxCommands: 40, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(creation, commands, (first, sequence) =>
      fc.asyncModelRun(async () => {
        const real = toRealSession();
        await first.run(real.model, real);
        return { model: real.model, real };
      }, sequence),
    ),
    { numRuns: 300, interruptAfterTimeLimit: 25_000 },
  );
  // A run that meets only a few outcomes proves little.
  const missing = outcomes.filter((outcome) => !(seen.get(outcome) ?? 0));
  expect(missing).toEqual([]);
}, 60_000);
