import type { ScriptedRedis } from '@ringback/shared/redis/scripts';

/** A Redis client that can be told what should happen around its next commit. */
export interface MeddlingRedis {
  redis: ScriptedRedis;
  /** Runs between the decision and the arrival of the next commit. */
  beforeCommit(run: () => Promise<void>): void;
  /** The next commit is carried out, and its reply is lost. */
  loseReply(): void;
  /** Forgets what it was told. True when that was still waiting. */
  disarm(): boolean;
}

export const lostReply = 'Command timed out';

export function createMeddlingRedis(redis: ScriptedRedis): MeddlingRedis {
  let before: (() => Promise<void>) | null = null;
  let isLost = false;
  const meddle =
    (name: 'commitSession' | 'commitSessionUrgently') =>
    async (...args: string[]): Promise<[string, string, string, string]> => {
      const run = before;
      const loses = isLost;
      before = null;
      isLost = false;
      await run?.();
      const reply = await redis[name](...args);
      if (loses) throw new Error(lostReply);
      return reply;
    };
  const commands = {
    commitSession: meddle('commitSession'),
    commitSessionUrgently: meddle('commitSessionUrgently'),
  };
  const meddled = new Map<string | symbol, unknown>(Object.entries(commands));
  const proxy = new Proxy(redis, {
    get(target, name) {
      const value: unknown = meddled.get(name) ?? Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    redis: proxy,
    beforeCommit(run) {
      before = run;
    },
    loseReply() {
      isLost = true;
    },
    disarm() {
      const wasWaiting = before !== null || isLost;
      before = null;
      isLost = false;
      return wasWaiting;
    },
  };
}
