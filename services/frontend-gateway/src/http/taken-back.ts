import { AppError } from '@ringback/shared/contract/errors';
import { readShared, type ShareLink } from '@ringback/shared/redis/admission/share-links';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';

/**
 * Reads a link again, and throws if its owner has meanwhile taken it back (`share_not_found`), or its right to this
 * (`notes_not_allowed`, `topics_not_allowed`). Rejects without Redis.
 */
export async function refuseTakenBack(
  redis: ScriptedRedis,
  link: Pick<ShareLink, 'sessionId' | 'shareId'>,
  right: 'notes' | 'topics',
): Promise<void> {
  const rights = await readShared(redis, link);
  if (rights === null) throw new AppError('share_not_found');
  if (!rights[right]) throw new AppError(`${right}_not_allowed`);
}
