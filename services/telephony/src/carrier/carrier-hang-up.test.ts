import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TwilioRestClient } from '../twilio/rest-client.ts';
import type { CompleteCallOutcome } from '../twilio/rest-outcomes.ts';
import { createHangUp } from './carrier-hang-up.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const failed = (cause: string): CompleteCallOutcome => ({
  outcome: 'failed',
  code: null,
  cause,
});

/** A carrier that gives these answers in turn, the last one for ever, and the outcome of hanging up. */
function start(answers: readonly CompleteCallOutcome[]) {
  const lines: { msg: string; level: number }[] = [];
  const logger = createLogger(
    { service: 'telephony', instance: 'test', level: 'info' },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  let asked = 0;
  const completeCall: TwilioRestClient['completeCall'] = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer === undefined) throw new Error('no answer');
    return answer;
  };
  const hangUp = createHangUp({ completeCall } as TwilioRestClient, logger);
  const begunAt = Date.now();
  const over = hangUp(`CA${'0'.repeat(32)}`).then(() => Date.now() - begunAt);
  return { over, asked: () => asked, said: () => lines.map(({ msg }) => msg) };
}

describe('hanging up', () => {
  it.each(['HTTP 500', 'timeout'])('is tried again after %s until the call is down', async (cause) => {
    const { asked, said } = start([failed(cause), failed(cause), { outcome: 'completed' }]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(asked()).toBe(3);
    expect(said().at(-1)).toBe('carrier call completed');
  });

  it('counts "not in progress" and 404 as success', async () => {
    const { over, asked, said } = start([{ outcome: 'already_over' }]);
    await over;
    expect(asked()).toBe(1);
    expect(said()).toEqual(['carrier call completed']);
  });

  it('raises the alarm and gives up when the carrier has not obeyed for a minute', async () => {
    const { over, said } = start([failed('HTTP 500')]);
    await vi.advanceTimersByTimeAsync(90_000);
    const tookMs = await over;
    expect(tookMs).toBeGreaterThanOrEqual(60_000);
    expect(tookMs).toBeLessThan(70_000);
    expect(said().at(-1)).toBe('carrier call could not be completed');
  });
});
