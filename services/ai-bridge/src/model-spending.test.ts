import type { ModelUse } from '@ringback/shared/contract/model-use';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { expect, it } from 'vitest';
import { createBridgeMetrics } from './bridge-metrics.ts';
import { publishedPrices } from './model-prices.ts';
import { createModelSpending } from './model-spending.ts';

const tenCents = { input_token_details: { audio_tokens: 3_125 } };
const aTenthOfACent = { input_token_details: { text_tokens: 250 } };

function spending(used: ModelUse | null = null) {
  const told: ModelUse[] = [];
  const passed: string[] = [];
  const counted = createModelSpending({
    used,
    prices: publishedPrices,
    limitUsd: 0.25,
    metrics: createBridgeMetrics(createMetrics('test')),
    commit: (use) => told.push(use),
    onPassed: (how) => passed.push(how),
  });
  return { told, passed, counted };
}

it('tells the record every two cents, and the rest at the end, once', () => {
  const { told, counted } = spending();
  counted.response('gpt-realtime-2.1', aTenthOfACent);
  expect(told).toEqual([]);
  counted.response('gpt-realtime-2.1', tenCents);
  expect(told.map(({ costUsd }) => costUsd)).toEqual([0.101]);
  counted.transcription('gpt-transcribe', { seconds: 60 });
  counted.close();
  counted.close();
  expect(told.map(({ costUsd }) => costUsd)).toEqual([0.101, 0.107]);
});

it('goes on from what earlier bridges of the call have told, and passes the limit with them', () => {
  const first = spending();
  first.counted.response('gpt-realtime-2.1', tenCents);
  first.counted.response('gpt-realtime-2.1', tenCents);
  expect(first.passed).toEqual([]);
  const next = spending(first.told.at(-1) ?? null);
  next.counted.response('gpt-realtime-2.1', tenCents);
  expect(next.passed).toEqual(['over']);
  expect(next.told.at(-1)).toMatchObject({ costUsd: 0.3, audio: { input: 9_375 } });
  next.counted.response('gpt-realtime-2.1', tenCents);
  next.counted.response('gpt-realtime-2.1', tenCents);
  expect(next.passed).toEqual(['over', 'far_over']);
});

it('says that the limit is passed also where an earlier bridge has passed it', () => {
  const first = spending();
  for (let spent = 0; spent < 3; spent += 1) first.counted.response('gpt-realtime-2.1', tenCents);
  expect(first.passed).toEqual(['over']);
  const next = spending(first.told.at(-1) ?? null);
  next.counted.response('gpt-realtime-2.1', aTenthOfACent);
  next.counted.response('gpt-realtime-2.1', aTenthOfACent);
  expect(next.passed).toEqual(['over']);
});
