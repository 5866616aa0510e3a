import type { SessionId } from '@ringback/shared/contract/ids';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';

export class KilledError extends Error {}

export type DeathStep = 'read' | 'started' | 'readLog' | 'kept' | 'settled';

/** A report worker of which nothing is heard from the given step on, before or after the step took effect. */
export function killedAt(parts: ServiceParts, step: DeathStep, when: 'before' | 'after'): ServiceParts {
  const dying = async <T>(here: boolean, work: () => Promise<T>): Promise<T> => {
    if (here && when === 'before') throw new KilledError();
    const result = await work();
    if (here) throw new KilledError();
    return result;
  };
  const { store, redis } = parts;
  return {
    ...parts,
    redis: new Proxy(redis, {
      get(target, name) {
        if (name !== 'keepReport') return Reflect.get(target, name, target);
        return (...args: Parameters<typeof redis.keepReport>) =>
          dying(step === 'kept', () => target.keepReport(...args));
      },
    }),
    store: {
      ...store,
      read: (id: SessionId) => dying(step === 'read', () => store.read(id)),
      readLog: (id: SessionId, after: number) => dying(step === 'readLog', () => store.readLog(id, after)),
      commit: ((id, command, options) => {
        const type = command.type === 'record' ? command.facts[0]?.type : undefined;
        const isHere = step === (type?.endsWith('.started') ? 'started' : 'settled');
        return dying(isHere, () => store.commit(id, command, options));
      }) as typeof store.commit,
    },
  };
}
