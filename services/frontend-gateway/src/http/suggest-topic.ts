import { AppError } from '@ringback/shared/contract/errors';
import type { OperationId } from '@ringback/shared/contract/ids';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { ShareLink } from '@ringback/shared/redis/admission/share-links';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import { topicRefusal } from '@ringback/shared/session/topic-changes';
import { toRevision } from './session-revision.ts';
import { refuseTakenBack } from './taken-back.ts';
import { withdrawTopic } from './withdraw-topic.ts';

type Store = Pick<SessionStore, 'read' | 'readLog' | 'commit' | 'recall'>;
type TopicRefusal = NonNullable<ReturnType<typeof topicRefusal>>;

const refusal = (reason: TopicRefusal) => new AppError('topic_refused', { details: { reason } });

/** Why the record has not taken a topic. Where nothing stands against one any more, another one waited. */
async function whyIllegal(store: Store, { sessionId }: ShareLink): Promise<TopicRefusal> {
  const read = await store.read(sessionId);
  return read === null ? 'not_now' : (topicRefusal(read.record) ?? 'waiting');
}

/** The number of the topic that was put on the record at this revision. Where that entry cannot be read: the link's last. */
async function numberAt(store: Store, { sessionId, shareId }: ShareLink, revision: number): Promise<number> {
  const topics = (await store.read(sessionId))?.record.suggestedTopics ?? [];
  const event = (await store.readLog(sessionId, revision - 1))[0]?.event;
  const own = topics.findIndex((topic) => topic.shareId === shareId && topic.at === event?.at);
  return 1 + (own < 0 ? topics.findLastIndex((topic) => topic.shareId === shareId) : own);
}

/** Where its owner has taken back the link meanwhile, they have found nothing to withdraw. So it is withdrawn here. */
async function keepToLink(redis: ScriptedRedis, store: Store, link: ShareLink): Promise<void> {
  try {
    await refuseTakenBack(redis, link, 'topics');
  } catch (error) {
    if (error instanceof AppError) await withdrawTopic(store, link);
    throw error;
  }
}

/**
 * Puts a coach's topic on the record, once by one operation, and answers its number in the session, from 1. `spend` takes
 * a new one off the coach's allowance, or throws. Throws what refuses it, also where the link is taken back meanwhile.
 * Rejects without Redis.
 */
export async function suggestTopic(
  { redis, store, spend }: { redis: ScriptedRedis; store: Store; spend: () => Promise<void> },
  given: { link: ShareLink; record: SessionRecord; operationId: OperationId; topic: string },
): Promise<{ number: number; outcome: CommitResult['outcome'] }> {
  const { link, record, operationId, topic } = given;
  const { sessionId, shareId, name } = link;
  if (!link.topics) throw new AppError('topics_not_allowed');
  const fact = { type: 'topic.suggested', shareId, by: name, text: topic } as const;
  const bodyHash = canonicalHash(fact);
  const known = await store.recall(sessionId, operationId, bodyHash);
  if (known === null) {
    const reason = topicRefusal(record);
    if (reason !== null) throw refusal(reason);
    await spend();
  }
  const command = { type: 'record', facts: [fact] } as const;
  const result = known ?? (await store.commit(sessionId, command, { operationId, bodyHash }));
  if (result.outcome === 'illegal') throw refusal(await whyIllegal(store, link));
  const revision = toRevision(result);
  await keepToLink(redis, store, link);
  const { outcome } = result;
  const number =
    outcome === 'ok' ? result.record.suggestedTopics.length : await numberAt(store, link, revision);
  return { number, outcome };
}
