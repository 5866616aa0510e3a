import type { ModelUse } from '@ringback/shared/contract/model-use';
import type { ModelPrice, Prices, Rates, StepUse } from '../model-port.ts';

const nothing: Rates = { input: 0, cached: 0, output: 0 };
export const noUse: ModelUse = {
  costUsd: 0,
  text: nothing,
  audio: nothing,
  transcription: { input: 0, output: 0, seconds: 0 },
};

/** A model without a known price costs as much as the dearest one, because a limit must hold. */
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

/** What one call of a text model costs, in US dollars. */
export function costOfText(prices: Prices, model: string, { input, cached, output }: Rates): number {
  const { text } = priceOf(prices, model);
  const known = Math.min(input, cached);
  return ((input - known) * text.input + known * text.cached + output * text.output) / 1_000_000;
}

/** Whole millionths, so that the record's sums stay readable. */
const rounded = (usd: number) => Math.round(usd * 1_000_000) / 1_000_000;

/** A call's use after one more step of this model. A transcription takes audio tokens and gives text tokens. */
export function withStep(use: ModelUse, model: string, step: StepUse, prices: Prices): ModelUse {
  const price = priceOf(prices, model);
  const after = { ...use };
  let millionths = 0;
  for (const modality of ['text', 'audio'] as const) {
    const { input, cached: told, output } = step[modality] ?? nothing;
    const cached = Math.min(input, told);
    const { [modality]: rate } = price;
    millionths += (input - cached) * rate.input + cached * rate.cached + output * rate.output;
    const before = use[modality];
    after[modality] = {
      input: before.input + input,
      cached: before.cached + cached,
      output: before.output + output,
    };
  }
  const { input, output, seconds } = step.transcription ?? noUse.transcription;
  millionths += input * price.audio.input + output * price.text.output;
  const before = use.transcription;
  after.transcription = {
    input: before.input + input,
    output: before.output + output,
    seconds: before.seconds + seconds,
  };
  const usd = millionths / 1_000_000 + (seconds / 60) * (price.perMinute ?? 0);
  return { ...after, costUsd: rounded(use.costUsd + usd) };
}

/** Above this share of the limit a call does not even get its goodbye. */
const hardShare = 1.25;

export type Spending = 'within' | 'over' | 'far_over';

export function judgeSpending(spentUsd: number, limitUsd: number): Spending {
  if (spentUsd <= limitUsd) return 'within';
  return spentUsd <= limitUsd * hardShare ? 'over' : 'far_over';
}
