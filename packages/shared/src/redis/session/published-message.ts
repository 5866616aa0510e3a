import type { SessionId } from '../../contract/ids.ts';
import { publishedMessageSchema, readEvent } from '../../contract/stored-events.ts';
import { parseJson } from '../../runtime/parse-json.ts';
import { isWithoutConfiguration } from './configurations.ts';
import type { Follower } from './follower.ts';

/**
 * Gives a session's followers a message that was published on its channel. Answers null, or which part of it was not
 * understood.
 */
export function offerPublished(
  followers: Iterable<Follower>,
  sessionId: SessionId,
  text: string,
): { issues: number } | null {
  const parsed = publishedMessageSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    return { issues: parsed.error.issues.length };
  }
  const message = parsed.data;
  if ('partial' in message) {
    for (const follower of followers) follower.partial(message.partial);
  } else if (message.events.some(isWithoutConfiguration)) {
    // The log is read together with the configurations that its events name.
    for (const follower of followers) follower.fill();
  } else {
    const { revision, commitId, events } = message;
    const entries = events.map((value, index) => {
      return { revision: revision + index, commitId, event: readEvent(sessionId, value) };
    });
    for (const follower of followers) follower.offer(entries);
  }
  return null;
}
