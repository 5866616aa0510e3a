import { describe, expect, it } from 'vitest';
import { judgeSpending, toCostUsd } from './cost.ts';

const use = {
  input_token_details: {
    text_tokens: 1_000_000,
    audio_tokens: 1_000_000,
    cached_tokens_details: { text_tokens: 500_000, audio_tokens: 1_000_000 },
  },
  output_token_details: { text_tokens: 0, audio_tokens: 500_000 },
};

describe('what a response costs', () => {
  it('counts cached tokens once, at their own price', () => {
    expect(toCostUsd('gpt-realtime-2.1', use)).toBeCloseTo(2 + 0.2 + 0.4 + 32, 6);
  });

  it('is never less for a model of unknown price', () => {
    expect(toCostUsd('gpt-realtime-9', use)).toBe(toCostUsd('gpt-realtime-2.1', use));
    expect(toCostUsd('gpt-realtime-2.1', {})).toBe(0);
  });
});

it('a call is asked to end above its limit, and ended far above it', () => {
  expect([0.99, 1.01, 1.3].map((spent) => judgeSpending(spent, 1))).toEqual(['within', 'over', 'far_over']);
});
