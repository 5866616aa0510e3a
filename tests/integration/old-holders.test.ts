import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { createHeldLeases } from '@ringback/shared/redis/fleet/held-leases';
import { anyone, type Leases } from '@ringback/shared/redis/fleet/leases';
import { openServiceParts, type ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { createCommitJournal } from '@ringback/shared/redis/session/commit-journal';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRecordKeeper,
  type RecordKeeper,
} from '../../services/ai-bridge/src/session/session-record-keeper.ts';
import type { CallActor } from '../../services/telephony/src/call/call-actor.ts';
import { createCallRegistry } from '../../services/telephony/src/call/call-registry.ts';
import type { MediaStreamSender } from '../../services/telephony/src/domain/line-port.ts';
import { createBridgePool } from '../../services/telephony/src/link/bridge-pool.ts';
import { createTelephonyMetrics } from '../../services/telephony/src/telephony-metrics.ts';
import { eventually } from '../support/eventually.ts';
import { collectLogLines } from '../support/log-lines.ts';
import { bakerHash, beginInterview, newSession } from '../support/new-session.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const own = instanceIdSchema.parse('holder-1');
const successor = instanceIdSchema.parse('holder-2');

let parts: ServiceParts;
let outcomes: CommitResult['outcome'][];
/** While it is closed commits wait, as they do in a process that stands still. */
let gate: { opened: Promise<void>; open: () => void };

function closeGate(): void {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  gate = { opened, open };
}

beforeEach(async () => {
  outcomes = [];
  closeGate();
  gate.open();
  const opened = await openServiceParts({
    service: 'telephony',
    instance: own,
    redisUrl: await testRedisUrl(),
    mode: 'local',
    logLevel: 'info',
    logDestination: collectLogLines().destination,
    describe: () => ({ address: '', capacity: 1, load: 0, draining: false }),
    onReset: async () => {},
  });
  // The holder has not heard yet that its lease belongs to another one.
  const leases: Leases = { ...opened.leases, renew: async (_role, _by, held) => held.map(() => 'ok') };
  parts = {
    ...opened,
    leases,
    heldLeases: createHeldLeases({ leases, instance: own, logger: opened.logger }),
    store: {
      ...opened.store,
      async commit(...command) {
        await gate.opened;
        const result = await opened.store.commit(...command);
        outcomes.push(result.outcome);
        return result;
      },
    },
  };
});
afterEach(() => parts.close());

const revisionOf = async (sessionId: SessionId) => (await parts.store.read(sessionId))?.revision ?? 0;

async function takeOver(sessionId: SessionId, role: 'bridge' | 'telephony'): Promise<void> {
  expect((await parts.leases.take(sessionId, role, successor, anyone)).outcome).toBe('ok');
}

describe('a bridge whose session another one has taken', () => {
  const turn = { itemId: 'item_1', speaker: 'candidate', startedAtMs: 0, endedAtMs: 900 } as const;
  const acts: Record<string, (keeper: RecordKeeper) => void> = {
    joins: (keeper) => keeper.join(() => {}),
    'loses its model': (keeper) => keeper.loseModel(),
    'shows a receipt': (keeper) =>
      keeper.commit({ type: 'configuration.received', configurationHash: bakerHash }),
    'notes words': (keeper) =>
      keeper.commit({ type: 'transcript.completed', ...turn, previousItemId: null, text: 'Yes.' }),
    'says goodbye': (keeper) => keeper.commit({ type: 'goodbye.started' }),
    'ends the session': (keeper) => keeper.end('completed'),
  };

  async function actAs(sessionId: SessionId, act: (keeper: RecordKeeper) => void, isOld: boolean) {
    const taken = await parts.leases.take(sessionId, 'bridge', own);
    if (taken.outcome !== 'ok') throw new Error(taken.outcome);
    await parts.store.commit(sessionId, {
      type: 'record',
      facts: [
        { type: 'interviewer.joined', bridge: own, token: taken.token },
        { type: 'configuration.received', configurationHash: bakerHash },
      ],
    });
    if (isOld) await takeOver(sessionId, 'bridge');
    const { store, logger } = parts;
    const journal = createCommitJournal({ sessionId, store, logger, onGivenUp: () => {} });
    const keeper = createRecordKeeper({
      ...{ journal, instance: own, token: taken.token, onTurn: () => {}, onReceipt: () => {} },
    });
    const before = await revisionOf(sessionId);
    outcomes = [];
    act(keeper);
    await journal.settled();
    journal.close();
    return { outcomes, hasChanged: (await revisionOf(sessionId)) !== before };
  }

  it.each(Object.entries(acts))('changes nothing when it %s', async (_name, act) => {
    const [mine, lost] = [await newSession(parts.store), await newSession(parts.store)];
    for (const sessionId of [mine, lost]) await beginInterview(parts.store, sessionId);
    expect(await actAs(mine, act, false)).toEqual({ outcomes: ['ok'], hasChanged: true });
    expect(await actAs(lost, act, true)).toEqual({ outcomes: ['fenced'], hasChanged: false });
  });
});

describe('a telephony whose call another one has taken', () => {
  const line: MediaStreamSender = {
    streamSid: 'MZ9',
    cancelsEcho: false,
    send: () => true,
    clear() {},
    sayAlive() {},
    retire() {},
  };

  async function openCall(): Promise<{ actor: CallActor; sessionId: SessionId; close: () => void }> {
    const sessionId = await newSession(parts.store);
    const metrics = createTelephonyMetrics(parts.metrics);
    const { logger } = parts;
    const pool = createBridgePool({ secrets: ['link-secret-for-tests'], instance: own, logger, metrics });
    const registry = createCallRegistry({
      ...{ parts, metrics, pool, reattachMs: 20_000, carrier: null, takesNew: () => true },
    });
    const actor = await registry.open(sessionId);
    if (actor === null) throw new Error('no call');
    outcomes = [];
    const close = () => {
      actor.end('reset');
      pool.close();
    };
    return { actor, sessionId, close };
  }

  async function expectFenced({ actor, sessionId, close }: Awaited<ReturnType<typeof openCall>>) {
    const before = await revisionOf(sessionId);
    gate.open();
    await eventually(() => outcomes.length > 0);
    expect(outcomes[0]).toBe('fenced');
    close();
    await actor.gone;
    // It may say only that it lets go.
    const said = (await parts.store.readLog(sessionId, before)).map(({ event }) => event.type);
    expect(said.filter((type) => type !== 'session.released')).toEqual([]);
  }

  it('cannot say that its audio has begun', async () => {
    const call = await openCall();
    closeGate();
    expect(await call.actor.attach(line)).toBe('ok');
    await takeOver(call.sessionId, 'telephony');
    await expectFenced(call);
  });

  it.each<[string, (actor: CallActor) => void]>([
    ['that its audio is lost', (actor) => actor.onLineLost(line)],
    ['that the candidate has hung up', (actor) => actor.onHungUp(line)],
    ['that the session is over', (actor) => actor.end('carrier_failed')],
  ])('cannot say %s', async (_name, act) => {
    const call = await openCall();
    expect(await call.actor.attach(line)).toBe('ok');
    await eventually(() => outcomes.length === 1);
    expect(outcomes).toEqual(['ok']);
    outcomes = [];
    closeGate();
    act(call.actor);
    await takeOver(call.sessionId, 'telephony');
    await expectFenced(call);
  });
});
