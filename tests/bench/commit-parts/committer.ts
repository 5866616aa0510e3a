import { randomUUID } from 'node:crypto';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { Fact } from '@ringback/shared/session/command';
import type { Redis } from 'ioredis';

/** What is written: a sentence of a transcript, as often as an interview has one. */
export function toSentence(number: number): Fact {
  return {
    type: 'transcript.completed',
    itemId: `item_${number}`,
    previousItemId: null,
    speaker: 'candidate',
    text: 'a sentence as it is said '.repeat(4),
    startedAtMs: 0,
    endedAtMs: 1,
  };
}

/** One of those that write the same facts. A session's facts are written one after the other. */
export interface Committer {
  readonly name: string;
  /** Opens a session. The returned function writes its next fact and resolves when that is stored and told. */
  open(): Promise<{ write: (number: number) => Promise<void>; close: () => void }>;
  close(): Promise<void>;
}

/**
 * What one would write by hand: the state, the log, the operation and the message, one awaited command after the other.
 * No check, no order between writers, no fence, and half of it where the connection is lost in between.
 */
export function createFourCommands(redis: Redis): Committer {
  return {
    name: 'four commands',
    async open() {
      const key = `four:{${randomUUID()}}` as SessionId;
      let revision = 0;
      return {
        async write(number) {
          revision += 1;
          const event = JSON.stringify({ ...toSentence(number), sessionId: key, at: Date.now() });
          const operation = randomUUID();
          await redis.hset(key, 'revision', revision, 'commitId', operation);
          await redis.xadd(`${key}:log`, `${revision}-0`, 'commitId', operation, 'event', event);
          await redis.hset(`${key}:operations`, operation, `${revision}`);
          await redis.publish(key, `{"revision":${revision},"commitId":"${operation}","events":[${event}]}`);
        },
        close() {},
      };
    },
    close: async () => {},
  };
}
