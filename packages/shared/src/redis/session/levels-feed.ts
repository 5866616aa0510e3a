import type { Redis } from 'ioredis';
import type { SessionId } from '../../contract/ids.ts';
import { type Levels, levelsSchema } from '../../contract/levels.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { sessionKeys } from './session-keys.ts';

/**
 * The levels of calls as their telephony publishes them, on a channel of their own: who does not show them is not
 * disturbed, and telephony learns from the number of receivers whether they are wanted. Losing them is harmless.
 */
export interface LevelsFeed {
  /** The returned function ends it and may be called twice. */
  follow(sessionId: SessionId, listener: (levels: Levels) => void): () => void;
  close(): void;
}

export function createLevelsFeed(
  subscriber: Pick<Redis, 'subscribe' | 'unsubscribe' | 'on' | 'off'>,
  fail: (error: unknown, what: string) => void,
  /** A message was not understood. It is left out. */
  onUnreadable: () => void,
): LevelsFeed {
  const followed = new Map<string, Set<(levels: Levels) => void>>();

  const subscribe = (channel: string) => {
    subscriber.subscribe(channel).catch((error) => fail(error, 'levels could not be subscribed'));
  };
  const onMessage = (channel: string, text: string) => {
    const listeners = followed.get(channel);
    if (listeners === undefined) return;
    const read = levelsSchema.safeParse(parseJson(text));
    if (!read.success) return onUnreadable();
    for (const listener of [...listeners]) listener(read.data);
  };
  // Subscriptions do not survive a reconnect.
  const onReady = () => {
    for (const channel of followed.keys()) subscribe(channel);
  };
  subscriber.on('message', onMessage);
  subscriber.on('ready', onReady);

  return {
    follow(sessionId, listener) {
      const channel = sessionKeys.levels(sessionId);
      const listeners = followed.get(channel) ?? new Set();
      listeners.add(listener);
      if (!followed.has(channel)) {
        followed.set(channel, listeners);
        subscribe(channel);
      }
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        followed.delete(channel);
        subscriber.unsubscribe(channel).catch((error) => fail(error, 'unsubscribing from levels failed'));
      };
    },
    close() {
      followed.clear();
      subscriber.off('message', onMessage);
      subscriber.off('ready', onReady);
    },
  };
}
