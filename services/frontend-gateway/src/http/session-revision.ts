import { AppError } from '@ringback/shared/contract/errors';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import type { LimitedChange } from './session-commands.ts';

/**
 * The revision of a commit that took effect, now or earlier. Throws for all other results, in words meant for people.
 */
export function toRevision(result: CommitResult | LimitedChange): number {
  switch (result.outcome) {
    case 'limited':
      throw new AppError('limited', { details: { retryAfterMs: result.retryAfterMs } });
    case 'ok':
    case 'duplicate':
      return result.revision;
    case 'operation_conflict':
      throw new AppError('operation_conflict');
    case 'illegal':
      throw new AppError('session_ended');
    case 'stale':
      throw new AppError('stale', { details: { revision: result.revision } });
    case 'fenced':
      throw new AppError('stale');
    case 'gone':
      throw new AppError('session_not_found');
    case 'unreadable':
      throw new AppError('session_unreadable');
    case 'unwritable':
      throw new AppError('configuration_invalid');
  }
}
