import type { Role } from '@ringback/shared/contract/ids';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { Via } from '@ringback/shared/contract/lifecycle';
import type { CommitOptions } from '@ringback/shared/redis/session/commit-result';
import { configurationHash } from '@ringback/shared/runtime/configuration-hash';
import type { Command } from '@ringback/shared/session/command';
import { lostReply } from './meddling-redis.ts';
import {
  command,
  expectOutcome,
  fail,
  type RealSession,
  type SessionCommand,
  type StoreIndex,
} from './session-command.ts';
import { modelCommit, modelCreate, modelDecides, modelRefuses, type SessionModel } from './store-model.ts';

const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });

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
      configurationHash: configurationHash(jobConfiguration),
      previousSessionId: null,
      fleetGeneration: model.fleetGeneration,
    };
    const options = { operationId, bodyHash };
    expectOutcome(
      modelCreate(model, event, options),
      await stores[0].create(event, { ...options, retentionSeconds: 60 }),
      real,
    );
  });

export interface Wish {
  label: string;
  wish: Command;
  storeIndex: StoreIndex;
  operationId: string;
  bodyHash: string;
  /** Whose token is presented: the current holder's, or the previous one's. */
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

/** Commits. A repeated operation id makes it a repetition, or a conflict of bodies. */
export const commit = (wish: Wish): SessionCommand =>
  command(tell(wish), (model, real) => commitOnce(model, real, wish));

/** Both stores decide on the same revision. The second one’s commit arrives first. */
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

/** The reply is lost, and the command is repeated under its operation id. */
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
