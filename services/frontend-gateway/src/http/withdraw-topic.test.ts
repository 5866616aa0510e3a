import { sessionIdSchema, shareIdSchema } from '@ringback/shared/contract/ids';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import { expect, it } from 'vitest';
import { withdrawTopic } from './withdraw-topic.ts';

const link = {
  sessionId: sessionIdSchema.parse('ses_00000001'),
  shareId: shareIdSchema.parse('shr_00000001'),
};
const withdrawn = (result: CommitResult, shareId = link.shareId) =>
  withdrawTopic(
    {
      read: async () =>
        ({
          record: { suggestedTopics: [{ shareId, by: '', at: 1, state: 'waiting' }] },
        }) as never,
      commit: async () => result,
    },
    link,
  );

it('the owner is told where a topic could not be taken back', async () => {
  for (const outcome of ['unreadable', 'unwritable'] as const)
    await expect(withdrawn({ outcome })).rejects.toMatchObject({ code: 'session_unreadable' });
});

it('a topic that the interviewer was told of at the same moment, or whose session is over, needs no taking back', async () => {
  for (const result of [
    { outcome: 'duplicate', revision: 1 },
    { outcome: 'illegal', phase: 'ended' },
    { outcome: 'gone' },
  ] as const)
    expect(await withdrawn(result)).toBe(result.outcome);
  expect(await withdrawn({ outcome: 'gone' }, shareIdSchema.parse('shr_00000002'))).toBeNull();
});
