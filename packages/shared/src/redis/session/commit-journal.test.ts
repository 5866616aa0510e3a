import pino from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { instanceIdSchema, sessionIdSchema } from '../../contract/ids.ts';
import type { Command } from '../../session/command.ts';
import { createCommitJournal } from './commit-journal.ts';
import type { CommitResult } from './commit-result.ts';
import type { SessionStore } from './session-store.ts';

const end: Command = { type: 'end', reason: 'reset' };
const release: Command = {
  type: 'release',
  service: 'telephony',
  instance: instanceIdSchema.parse('telephony-a'),
};
const ok: CommitResult = { outcome: 'duplicate', revision: 1 };

/** A store whose commits are answered by the test. */
function answeredByHand() {
  const asked: { type: string; operationId: string | undefined }[] = [];
  const answers: ((answer: CommitResult | Error) => void)[] = [];
  const commit: SessionStore['commit'] = (_id, command, options) => {
    asked.push({ type: command.type, operationId: options?.operationId });
    return new Promise((resolve, reject) => {
      answers.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
    });
  };
  const onGivenUp = vi.fn<(reason: string) => void>();
  const journal = createCommitJournal({
    sessionId: sessionIdSchema.parse('00000000-0000-4000-8000-000000000001'),
    store: { commit } as SessionStore,
    logger: pino({ enabled: false }),
    onGivenUp,
  });
  const answer = async (value: CommitResult | Error) => {
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0));
    answers.shift()?.(value);
  };
  return { journal, asked, answer, onGivenUp };
}

afterEach(() => void vi.useRealTimers());

describe('a commit journal', () => {
  it('commits one after the other and reports each outcome', async () => {
    const { journal, asked, answer } = answeredByHand();
    const outcomes: string[] = [];
    journal.add(end, {}, (result) => outcomes.push(`end ${result.outcome}`));
    journal.add(release, {}, (result) => outcomes.push(`release ${result.outcome}`));
    expect(asked.map(({ type }) => type)).toEqual(['end']);
    await answer(ok);
    await answer({ outcome: 'gone' });
    await journal.settled();
    expect(outcomes).toEqual(['end duplicate', 'release gone']);
  });

  it('repeats an unanswered commit under the same operation id', async () => {
    const { journal, asked, answer } = answeredByHand();
    journal.add(end);
    await answer(new Error('connection lost'));
    await answer(ok);
    await journal.settled();
    expect(asked).toHaveLength(2);
    expect(asked[0]?.operationId).toBe(asked[1]?.operationId);
  });

  it('gives up what waited for a minute, and goes on with what is added then', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { journal, asked, answer, onGivenUp } = answeredByHand();
    onGivenUp.mockImplementation(() => journal.add(release));
    const settledEarly = vi.fn();
    journal.add(end, {}, settledEarly);
    vi.advanceTimersByTime(60_001);
    await answer(new Error('connection lost'));
    await answer(ok);
    await journal.settled();
    expect(onGivenUp).toHaveBeenCalledExactlyOnceWith('store away for too long');
    expect(asked.map(({ type }) => type)).toEqual(['end', 'release']);
    expect(settledEarly).not.toHaveBeenCalled();
  });

  it('loses nothing that is added after it gave up while a commit was in progress', async () => {
    const { journal, asked, answer, onGivenUp } = answeredByHand();
    for (let entry = 0; entry <= 1000; entry += 1) journal.add(end);
    expect(onGivenUp).toHaveBeenCalledExactlyOnceWith('too many commits waiting');
    const told = vi.fn();
    journal.add(release, {}, told);
    await answer(ok);
    await answer(ok);
    await journal.settled();
    expect(asked.map(({ type }) => type)).toEqual(['end', 'release']);
    expect(told).toHaveBeenCalledOnce();
  });

  it('does nothing more once it is closed, even while it waits to try again', async () => {
    const { journal, asked, answer } = answeredByHand();
    const told = vi.fn();
    journal.add(end, {}, told);
    await answer(new Error('connection lost'));
    const settled = journal.settled();
    journal.close();
    journal.close();
    journal.add(release);
    await settled;
    expect(journal.size).toBe(0);
    expect(asked).toHaveLength(1);
    expect(told).not.toHaveBeenCalled();
  });
});
