import { AppError } from '@ringback/shared/contract/errors';
import type { SessionId, ShareId } from '@ringback/shared/contract/ids';
import { waitingTopic } from '@ringback/shared/contract/suggested-topic';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';

/**
 * Takes back the topic that a link has suggested and that waits, because the link may suggest none any more. Does nothing
 * where none waits, or another link's. If the interviewer is told of it at the same moment, it stays told. Answers the
 * commit's outcome; null: there was none to take back. Throws `session_unreadable` where it could not be taken back.
 * Rejects without Redis.
 */
export async function withdrawTopic(
  store: Pick<SessionStore, 'read' | 'commit'>,
  { sessionId, shareId }: { sessionId: SessionId; shareId: ShareId },
): Promise<CommitResult['outcome'] | null> {
  const topics = (await store.read(sessionId))?.record.suggestedTopics ?? [];
  const number = waitingTopic(topics);
  if (number === null || topics[number - 1]?.shareId !== shareId) return null;
  const fact = { type: 'topic.settled', number, outcome: 'withdrawn' } as const;
  const { outcome } = await store.commit(sessionId, { type: 'record', facts: [fact] });
  // All other outcomes say that no interviewer will be told of it any more, or that it was told.
  if (outcome === 'unreadable' || outcome === 'unwritable') throw new AppError('session_unreadable');
  return outcome;
}
