import type { ModelUse } from '@ringback/shared/contract/model-use';
import { openaiPrices } from '@ringback/shared/contract/published-prices';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { expect, it } from 'vitest';
import { createBridgeMetrics } from '../bridge-metrics.ts';
import type { StepUse } from '../domain/model-port.ts';
import { createModelSpending } from './model-spending.ts';

const inputOf = (tokens: number) => ({ input: tokens, cached: 0, output: 0 });
const tenCents: StepUse = { by: 'interviewer', audio: inputOf(3_125) };
const aTenthOfACent: StepUse = { by: 'interviewer', text: inputOf(250) };
const models = { interviewer: 'gpt-realtime-2.1', transcriber: 'gpt-transcribe', planner: 'gpt-5.4-mini' };

function spending(used: ModelUse | null = null) {
  const told: ModelUse[] = [];
  const passed: string[] = [];
  const counted = createModelSpending({
    used,
    models,
    prices: openaiPrices,
    limitUsd: 0.25,
    metrics: createBridgeMetrics(createMetrics('test')),
    commit: (use) => told.push(use),
    onPassed: (how) => passed.push(how),
  });
  return { told, passed, counted };
}

it('records the cost every two cents, and the rest once at the end', () => {
  const { told, counted } = spending();
  counted.add(aTenthOfACent);
  expect(told).toEqual([]);
  counted.add(tenCents);
  expect(told.map(({ costUsd }) => costUsd)).toEqual([0.101]);
  counted.add({ by: 'transcriber', transcription: { input: 0, output: 0, seconds: 60 } });
  counted.close();
  counted.close();
  expect(told.map(({ costUsd }) => costUsd)).toEqual([0.101, 0.107]);
});

it('continues from what earlier bridges of the call have reported, and passes the limit with them', () => {
  const first = spending();
  first.counted.add(tenCents);
  first.counted.add(tenCents);
  expect(first.passed).toEqual([]);
  const next = spending(first.told.at(-1) ?? null);
  next.counted.add(tenCents);
  expect(next.passed).toEqual(['over']);
  expect(next.told.at(-1)).toMatchObject({ costUsd: 0.3, audio: { input: 9_375 } });
  next.counted.add(tenCents);
  next.counted.add(tenCents);
  expect(next.passed).toEqual(['over', 'far_over']);
});

it('reports the limit as passed also when an earlier bridge has passed it', () => {
  const first = spending();
  for (let spent = 0; spent < 3; spent += 1) first.counted.add(tenCents);
  expect(first.passed).toEqual(['over']);
  const next = spending(first.told.at(-1) ?? null);
  next.counted.add(aTenthOfACent);
  next.counted.add(aTenthOfACent);
  expect(next.passed).toEqual(['over']);
});
