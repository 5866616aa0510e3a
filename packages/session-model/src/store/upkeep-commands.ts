import { keys } from '@ringback/shared/redis/keys';
import { sessionKeys } from '@ringback/shared/redis/session/session-keys';
import { command, type SessionCommand, type StoreIndex } from './session-command.ts';
import { newSessionModel } from './store-model.ts';
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
    .set(sessionKeys.tombstone(sessionId), '1', 'EX', 60)
    .del(sessionKeys.record(sessionId), sessionKeys.log(sessionId), sessionKeys.operations(sessionId))
    .zrem(keys.live, sessionId)
    .zrem(keys.pendingReports, sessionId)
    .exec();
  const { nowMs, fleetGeneration, known } = model;
  Object.assign(model, newSessionModel(), { isErased: true, nowMs, fleetGeneration, known });
});
