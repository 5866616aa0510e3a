import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { sessionIdSchema } from '../../contract/ids.ts';
import type { Levels } from '../../contract/levels.ts';
import { createLevelsFeed } from './levels-feed.ts';
import { sessionKeys } from './session-keys.ts';

const sessionId = sessionIdSchema.parse('ses_00000001');

it('levels that are not understood are counted and left out, and the next ones come', () => {
  const subscriber = Object.assign(new EventEmitter(), {
    subscribe: async () => 1,
    unsubscribe: async () => 0,
  });
  const heard: Levels[] = [];
  let unreadable = 0;
  const feed = createLevelsFeed(
    subscriber as never,
    () => {},
    () => {
      unreadable += 1;
    },
  );
  feed.follow(sessionId, (levels) => heard.push(levels));
  const channel = sessionKeys.levels(sessionId);
  for (const text of ['{', '{"candidate":101,"interviewer":0}', '{"candidate":7,"interviewer":0}'])
    subscriber.emit('message', channel, text);
  // Another channel's messages are no levels.
  subscriber.emit('message', sessionKeys.channel(sessionId), '{');
  expect(heard).toEqual([{ candidate: 7, interviewer: 0 }]);
  expect(unreadable).toBe(2);
});
