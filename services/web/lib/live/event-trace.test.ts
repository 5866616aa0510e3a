import { describe, expect, it } from 'vitest';
import { createEventTrace, toAnswerTimes } from './event-trace.ts';

describe('the events for an engineer', () => {
  it('are the last 300', () => {
    const trace = createEventTrace();
    for (let revision = 1; revision <= 301; revision += 1)
      trace.add({ revision, type: 'call.ringing', at: 1, receivedAt: 2 });
    expect([trace.events.length, trace.events[0]?.revision]).toEqual([300, 2]);
  });
  it('tell how long the interviewer took to answer, and not of answers that were cut off', () => {
    const turn = (speaker: 'candidate' | 'interviewer', startedAtMs: number, endedAtMs: number) => ({
      ...{ speaker, startedAtMs, endedAtMs },
    });
    expect(
      toAnswerTimes([
        turn('interviewer', 0, 1_000),
        turn('candidate', 2_000, 3_000),
        turn('interviewer', 3_800, 5_000),
        turn('candidate', 4_500, 6_000),
        turn('interviewer', 5_900, 7_000),
      ]),
    ).toEqual([800]);
  });
});
