import { ApiError } from '@ringback/shared/client/gateway-call';
import type { Coaching, CoachNote } from '@ringback/shared/contract/coach-notes';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CoachDesk, openCoachDesk } from './coach-desk.ts';

const told: Coaching = {
  ...{ name: 'Frizzle', mayNote: true, maySuggest: true, notes: [], otherNotes: [], topics: [] },
  isTopicWaiting: false,
};
const unreachable = () => new ApiError('unreachable', 'Away.', { status: 0 });
const refusal = (code: string, status: number) => new ApiError(code, 'No.', { status });
const nowhere = { atMs: null, itemId: null };

let desk: CoachDesk | undefined;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  desk?.close();
  vi.useRealTimers();
});

function open(over: Partial<Parameters<typeof openCoachDesk>[0]['api']> = {}, isHidden = () => false) {
  const sent: string[] = [];
  const leaveNote = vi.fn(async (_token: string, { operationId }: { operationId: string }) => {
    sent.push(operationId);
    return {} as CoachNote;
  });
  const api = {
    coaching: vi.fn(async () => told),
    leaveNote,
    deleteOwnNote: vi.fn(async () => {}),
    suggestTopic: vi.fn(async () => 1),
    ...over,
  };
  desk = openCoachDesk({ token: 'token', api, isHidden, log: () => {} });
  return { api, sent, leaveNote, desk };
}

describe('a coach’s desk', () => {
  it('is told what the link lets it do, again and again while its page is looked at', async () => {
    let isHidden = false;
    const { api, desk: opened } = open({}, () => isHidden);
    await vi.advanceTimersByTimeAsync(0);
    expect(opened.state.coaching).toEqual(told);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(api.coaching).toHaveBeenCalledTimes(2);
    isHidden = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(api.coaching).toHaveBeenCalledTimes(2);
  });

  it('asks no more about a link that is gone', async () => {
    const coaching = vi.fn().mockRejectedValue(refusal('share_not_found', 404));
    open({ coaching });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(coaching).toHaveBeenCalledTimes(1);
  });

  it('sends a note whose answer was lost once more as the same note, and another one as another', async () => {
    const { leaveNote, sent, desk: opened } = open();
    leaveNote.mockImplementationOnce(async (_token, { operationId }) => {
      sent.push(operationId);
      throw unreachable();
    });
    expect(await opened.leaveNote('first', nowhere)).toMatchObject({ code: 'unreachable' });
    expect(await opened.leaveNote('first', nowhere)).toBeNull();
    expect(await opened.leaveNote('first', nowhere)).toBeNull();
    expect(sent[0]).toBe(sent[1]);
    expect(sent[2]).not.toBe(sent[1]);
  });

  it('says why something was refused, and looks again at what it may do', async () => {
    const { api, desk: opened } = open({
      suggestTopic: vi.fn().mockRejectedValue(refusal('topics_not_allowed', 403)),
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(await opened.suggest('conflict')).toMatchObject({ code: 'topics_not_allowed' });
    expect(api.coaching).toHaveBeenCalledTimes(2);
  });

  it('shows its topics as the gateway tells them, which a page that is loaded again does too', async () => {
    const topics = [{ number: 1, state: 'waiting', at: 1, text: 'conflict' }];
    const { api, desk: opened } = open({ coaching: vi.fn().mockResolvedValue({ ...told, topics }) });
    expect(await opened.suggest('conflict')).toBeNull();
    expect(opened.state.coaching?.topics).toEqual(topics);
    opened.close();
    const { desk: again } = open({ coaching: api.coaching });
    await vi.advanceTimersByTimeAsync(0);
    expect(again.state.coaching?.topics).toEqual(topics);
  });
});
