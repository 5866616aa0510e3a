/** US dollars per million tokens, as published on the provider's model pages (read on 2026-11-22). */
interface Prices {
  text: { input: number; cached: number; output: number };
  audio: { input: number; cached: number; output: number };
}

const large: Prices = {
  text: { input: 4, cached: 0.4, output: 24 },
  audio: { input: 32, cached: 0.4, output: 64 },
};
const prices: Record<string, Prices> = {
  'gpt-realtime-2': large,
  'gpt-realtime-2.1': large,
  'gpt-realtime-2.1-mini': {
    text: { input: 0.6, cached: 0.06, output: 2.4 },
    audio: { input: 10, cached: 0.3, output: 20 },
  },
  'gpt-realtime-1.5': {
    text: { input: 4, cached: 0.4, output: 16 },
    audio: { input: 32, cached: 0.4, output: 64 },
  },
};

/** Tokens of one response. Cached tokens are a part of the input. */
export interface TokenUse {
  input_token_details?:
    | {
        text_tokens?: number | undefined;
        audio_tokens?: number | undefined;
        cached_tokens_details?:
          | { text_tokens?: number | undefined; audio_tokens?: number | undefined }
          | null
          | undefined;
      }
    | null
    | undefined;
  output_token_details?:
    | { text_tokens?: number | undefined; audio_tokens?: number | undefined }
    | null
    | undefined;
}

/** What a response cost. A model without a known price costs what the dearest does: a limit must hold. */
export function toCostUsd(model: string, use: TokenUse): number {
  const price = prices[model] ?? large;
  let millionths = 0;
  for (const modality of ['text', 'audio'] as const) {
    const input = use.input_token_details?.[`${modality}_tokens`] ?? 0;
    const cached = Math.min(
      input,
      use.input_token_details?.cached_tokens_details?.[`${modality}_tokens`] ?? 0,
    );
    const output = use.output_token_details?.[`${modality}_tokens`] ?? 0;
    const { [modality]: rate } = price;
    millionths += (input - cached) * rate.input + cached * rate.cached + output * rate.output;
  }
  return millionths / 1_000_000;
}

/** Above this share of the limit a call does not even get its goodbye. */
const hardShare = 1.25;

export type Spending = 'within' | 'over' | 'far_over';

export function judgeSpending(spentUsd: number, limitUsd: number): Spending {
  if (spentUsd <= limitUsd) return 'within';
  return spentUsd <= limitUsd * hardShare ? 'over' : 'far_over';
}
