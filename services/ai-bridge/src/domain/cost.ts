import type { ModelUse } from '@ringback/shared/contract/model-use';

interface Rates {
  input: number;
  cached: number;
  output: number;
}

/** US dollars per million tokens; `perMinute`: of audio, for transcription that is billed by time. */
export interface ModelPrice {
  text: Rates;
  audio: Rates;
  perMinute?: number | undefined;
}
export type Prices = Readonly<Record<string, ModelPrice>>;

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

export interface TranscriptionUse {
  input_tokens?: number | undefined;
  output_tokens?: number | undefined;
  seconds?: number | undefined;
}

const nothing: Rates = { input: 0, cached: 0, output: 0 };
export const noUse: ModelUse = {
  costUsd: 0,
  text: nothing,
  audio: nothing,
  transcription: { input: 0, output: 0, seconds: 0 },
};

/** A model without a known price costs what the dearest does: a limit must hold. */
function priceOf(prices: Prices, model: string): ModelPrice {
  const known = Object.values(prices);
  const most = (modality: 'text' | 'audio', direction: keyof Rates) =>
    Math.max(0, ...known.map((price) => price[modality][direction]));
  const dearest = (modality: 'text' | 'audio'): Rates => ({
    input: most(modality, 'input'),
    cached: most(modality, 'cached'),
    output: most(modality, 'output'),
  });
  return (
    prices[model] ?? {
      text: dearest('text'),
      audio: dearest('audio'),
      perMinute: Math.max(0, ...known.map(({ perMinute }) => perMinute ?? 0)),
    }
  );
}

/** Whole millionths, so that sums in the record stay readable. */
const rounded = (usd: number) => Math.round(usd * 1_000_000) / 1_000_000;

/** The use of a call after one more response of a model. */
export function withResponse(use: ModelUse, model: string, tokens: TokenUse, prices: Prices): ModelUse {
  const price = priceOf(prices, model);
  const after = { ...use };
  let millionths = 0;
  for (const modality of ['text', 'audio'] as const) {
    const input = tokens.input_token_details?.[`${modality}_tokens`] ?? 0;
    const told = tokens.input_token_details?.cached_tokens_details?.[`${modality}_tokens`] ?? 0;
    const cached = Math.min(input, told);
    const output = tokens.output_token_details?.[`${modality}_tokens`] ?? 0;
    const { [modality]: rate } = price;
    millionths += (input - cached) * rate.input + cached * rate.cached + output * rate.output;
    const before = use[modality];
    after[modality] = {
      input: before.input + input,
      cached: before.cached + cached,
      output: before.output + output,
    };
  }
  return { ...after, costUsd: rounded(use.costUsd + millionths / 1_000_000) };
}

/** The use of a call after one more transcribed turn; the tokens that go in are audio, those that come out text. */
export function withTranscription(
  use: ModelUse,
  model: string,
  { input_tokens: input = 0, output_tokens: output = 0, seconds = 0 }: TranscriptionUse,
  prices: Prices,
): ModelUse {
  const { audio, text, perMinute = 0 } = priceOf(prices, model);
  const usd = (input * audio.input + output * text.output) / 1_000_000 + (seconds / 60) * perMinute;
  const before = use.transcription;
  return {
    ...use,
    transcription: {
      input: before.input + input,
      output: before.output + output,
      seconds: before.seconds + seconds,
    },
    costUsd: rounded(use.costUsd + usd),
  };
}

/** Above this share of the limit a call does not even get its goodbye. */
const hardShare = 1.25;

export type Spending = 'within' | 'over' | 'far_over';

export function judgeSpending(spentUsd: number, limitUsd: number): Spending {
  if (spentUsd <= limitUsd) return 'within';
  return spentUsd <= limitUsd * hardShare ? 'over' : 'far_over';
}
