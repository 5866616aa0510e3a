import { openaiPrices as prices } from '@ringback/shared/contract/published-prices';
import { describe, expect, it } from 'vitest';
import type { StepUse } from '../model-port.ts';
import { judgeSpending, noUse, withStep } from './cost.ts';

const none = { input: 0, output: 0, seconds: 0 };
const tokens: StepUse = {
  by: 'interviewer',
  text: { input: 1_000_000, cached: 500_000, output: 0 },
  audio: { input: 1_000_000, cached: 1_000_000, output: 500_000 },
};
const heard = (transcription: Partial<typeof none>): StepUse => ({
  by: 'transcriber',
  transcription: { ...none, ...transcription },
});

describe('what a call costs', () => {
  it('counts cached tokens once, at their own price, and keeps tokens apart by direction and modality', () => {
    const use = withStep(noUse, 'gpt-realtime-2.1', tokens, prices);
    expect(use.costUsd).toBeCloseTo(2 + 0.2 + 0.4 + 32, 6);
    expect(use.text).toEqual({ input: 1_000_000, cached: 500_000, output: 0 });
    expect(use.audio).toEqual({ input: 1_000_000, cached: 1_000_000, output: 500_000 });
  });

  it('grows with every response and every transcribed turn, whether billed by tokens or by time', () => {
    const once = withStep(noUse, 'gpt-realtime-2.1', tokens, prices);
    const twice = withStep(once, 'gpt-realtime-2.1', tokens, prices);
    expect(twice.costUsd).toBeCloseTo(2 * once.costUsd, 6);
    const understood = withStep(
      once,
      'gpt-transcribe',
      heard({ input: 1_000_000, output: 1_000_000 }),
      prices,
    );
    expect(understood.costUsd - once.costUsd).toBeCloseTo(6 + 10, 6);
    const timed = withStep(once, 'gpt-transcribe', heard({ seconds: 600 }), prices);
    expect(timed.costUsd - once.costUsd).toBeCloseTo(0.06, 6);
    expect(timed.transcription).toEqual({ input: 0, output: 0, seconds: 600 });
  });

  it('is never less for a model of unknown price, and is nothing for nothing', () => {
    const known = withStep(noUse, 'gpt-realtime-2.1', tokens, prices).costUsd;
    expect(withStep(noUse, 'gpt-realtime-9', tokens, prices).costUsd).toBeGreaterThanOrEqual(known);
    expect(withStep(noUse, 'gpt-realtime-2.1', { by: 'interviewer' }, prices)).toEqual(noUse);
  });
});

it('a call is asked to end above its limit, and is ended far above it', () => {
  expect([0.99, 1.01, 1.3].map((spent) => judgeSpending(spent, 1))).toEqual(['within', 'over', 'far_over']);
});
