import { ApiError } from '@ringback/shared/client/gateway-call';
import { expect, it } from 'vitest';
import type { ListedSession } from '../history/history-words.ts';
import { lookBeforeLeaving, mustAsk } from './look-before-leaving.ts';

const listed = (sessionId: string, phase: string) =>
  ({ sessionId, phase, jobTitle: 'Baker' }) as unknown as ListedSession;
const apiWith = (sessions: ListedSession[], unreadable: string[] = []) => ({
  sessions: async () => ({ sessions, unreadable: unreadable as never }),
});

it('counts what would be left behind, also what cannot be read', async () => {
  const api = apiWith([listed('ses_1', 'closed'), listed('ses_2', 'ended')], ['ses_3']);
  expect(await lookBeforeLeaving(api, async () => true)).toEqual({ interviews: 3, live: null });
});

it.each([true, false])('names the interview that goes on, heard here: %s', async (isHeardHere) => {
  const live = listed('ses_2', 'active');
  const leaving = await lookBeforeLeaving(
    apiWith([listed('ses_1', 'closed'), live]),
    async (sessionId) => isHeardHere && sessionId === 'ses_2',
  );
  expect(leaving).toEqual({ interviews: 2, live: { session: live, isHeardHere } });
});

it.each([0, 429, 503])(
  'asks first when the server does not tell what would be left (status %i)',
  async (status) => {
    const api = {
      sessions: async () => {
        throw new ApiError('refused', 'Refused.', { status });
      },
    };
    const leaving = await lookBeforeLeaving(api);
    expect(leaving).toBe('unknown');
    expect(mustAsk(leaving)).toBe(true);
  },
);

it('asks nothing of a person who has no interviews', async () => {
  expect(mustAsk(await lookBeforeLeaving(apiWith([])))).toBe(false);
  expect(mustAsk(await lookBeforeLeaving(apiWith([], ['ses_1'])))).toBe(true);
});
