import { ApiError } from '@ringback/shared/client/gateway-call';
import { expect, it } from 'vitest';
import { tryAgainUnanswered } from './try-again.ts';

const unanswered = () => new ApiError('unreachable', 'nobody', { status: 0 });

/** A clock that only moves while waiting and asking. */
function clock(askMs = 0) {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    ask: (answers: (string | Error)[]) => async () => {
      now += askMs;
      const answer = answers.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? unanswered();
      return answer;
    },
    async wait(ms: number) {
      waits.push(ms);
      now += ms;
    },
  };
}

it('asks again when there was no answer, and says so each time', async () => {
  const time = clock();
  const attempts: number[] = [];
  const byProxy = (status: number) => new ApiError('unexpected', '', { status });
  const ask = time.ask([unanswered(), byProxy(502), byProxy(504), 'started']);
  await expect(
    tryAgainUnanswered(ask, { ...time, tryingAgain: (attempt) => attempts.push(attempt) }),
  ).resolves.toBe('started');
  expect(attempts).toEqual([2, 3, 4]);
  expect(time.waits).toEqual([500, 1_500, 3_000]);
});

it('accepts a refusal as an answer', async () => {
  for (const refusal of [
    new ApiError('limited', '', { status: 429 }),
    new ApiError('interviewers_busy', '', { status: 503 }),
    new ApiError('answer_unreadable', '', { status: 201 }),
    new TypeError('a fault of ours'),
  ]) {
    const time = clock();
    await expect(tryAgainUnanswered(time.ask([refusal, 'started']), time)).rejects.toBe(refusal);
    expect(time.waits).toEqual([]);
  }
});

it('gives up after four attempts, after 20 s, and when the page is left', async () => {
  const few = clock();
  await expect(tryAgainUnanswered(few.ask([]), few)).rejects.toMatchObject({ code: 'unreachable' });
  expect(few.waits).toHaveLength(3);

  const slow = clock(10_000);
  await expect(tryAgainUnanswered(slow.ask([]), slow)).rejects.toMatchObject({ code: 'unreachable' });
  expect(slow.waits).toHaveLength(1);

  const left = clock();
  const signal = AbortSignal.abort();
  await expect(
    tryAgainUnanswered(left.ask([unanswered(), 'started']), { ...left, signal }),
  ).rejects.toMatchObject({ code: 'unreachable' });
});
