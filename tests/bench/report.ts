/**
 * `npm run bench -- report [--minutes 15,45]`: what the report of an interview of this length takes: time, calls and
 * tokens of the model, cost at published prices, memory, and for how long the event loop stands at most. Three samples of
 * each dimension. The stand-in judges by its rules, in a process of its own; a model takes longer, and writes more.
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { instanceIdSchema } from '@ringback/shared/contract/ids';
import { openaiPrices } from '@ringback/shared/contract/published-prices';
import { openServiceParts, type ServiceParts } from '@ringback/shared/redis/fleet/service-parts';
import { readReport } from '@ringback/shared/redis/session/reports';
import type { ReportModel } from '../../services/ai-bridge/src/domain/report/report-port.ts';
import { createPlanClient } from '../../services/ai-bridge/src/openai/plan-request.ts';
import { createReportModel } from '../../services/ai-bridge/src/openai/report-model.ts';
import { createReportAttempt } from '../../services/ai-bridge/src/report/report-attempt.ts';
import { createThreadedSteps } from '../../services/ai-bridge/src/report/threaded-steps.ts';
import { watchTurns } from '../support/longest-turn.ts';
import { newSession } from '../support/new-session.ts';
import { exchangesOf, recordInterview } from '../support/report/recorded-interview.ts';
import { startTestRedis } from '../support/test-redis.ts';
import { startJudgingRules } from './report-parts/judging-rules.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '15,45' } } });
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const toMegabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1);
const print = (what: string, figure: string | number) =>
  process.stdout.write(`  ${what.padEnd(44)} ${figure}\n`);

const kinds = ['judge', 'classify', 'checkSupport', 'advise'] as const;

/** The same model, with each question counted. */
function counted(model: ReportModel): { model: ReportModel; asked: Record<(typeof kinds)[number], number> } {
  const asked = { judge: 0, classify: 0, checkSupport: 0, advise: 0 };
  const count =
    <Given extends unknown[], Answer>(kind: (typeof kinds)[number], ask: (...given: Given) => Answer) =>
    (...given: Given): Answer => {
      asked[kind] += 1;
      return ask(...given);
    };
  return {
    asked,
    model: {
      ...model,
      judge: count('judge', model.judge),
      classify: count('classify', model.classify),
      checkSupport: count('checkSupport', model.checkSupport),
      advise: count('advise', model.advise),
    },
  };
}

/** The most memory above what was in use at the beginning: objects of the event loop's thread, and the whole process. */
function watchMemory(): () => { heap: number; process: number } {
  collect();
  const before = process.memoryUsage();
  const most = { heap: 0, process: 0 };
  const look = () => {
    const { heapUsed, external, rss } = process.memoryUsage();
    most.heap = Math.max(most.heap, heapUsed + external - before.heapUsed - before.external);
    most.process = Math.max(most.process, rss - before.rss);
  };
  const timer = setInterval(look, 10);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

async function measure(parts: ServiceParts, modelUrl: string, minutes: number): Promise<void> {
  const exchanges = exchangesOf(minutes);
  const id = await newSession(parts.store);
  await recordInterview(parts.store, id, ...exchanges);
  const client = createPlanClient({ apiKey: 'sk-local', baseUrl: modelUrl });
  const names = { judge: 'gpt-6.1-terra', support: 'gpt-6-luna' };
  const { model, asked } = counted(createReportModel(client, { kind: 'model', ...names }));
  const steps = createThreadedSteps();
  const money = { prices: openaiPrices, limitUsd: 1_000, dailyLimitUsd: 1_000_000, isFree: false };
  const attempt = createReportAttempt(parts, { model, samples: 3, money }, steps);
  const memory = watchMemory();
  const turns = watchTurns();
  const startedAt = performance.now();
  await attempt(id, 1, new AbortController().signal);
  const seconds = (performance.now() - startedAt) / 1_000;
  turns.stop();
  const most = memory();
  await steps.close();
  const { report: status } = (await parts.store.read(id))?.record ?? {};
  const hash = status?.versions[0]?.hash ?? '';
  const report = await readReport(parts.redis, id, hash);
  if (report === null || status?.state !== 'ready') throw new Error(`the report is ${status?.state}`);
  const { cost, segments, questions } = report;
  process.stdout.write(`\n${minutes} minutes, ${exchanges.length} questions\n`);
  print('words of the candidate', exchanges.flatMap(({ answer }) => answer.split(' ')).length);
  print('questions and sentences in the report', `${questions.length}, ${segments.length}`);
  print('calls: judge, kinds, support, advice', kinds.map((kind) => asked[kind]).join(', '));
  print('tokens in, out', `${cost.input}, ${cost.output}`);
  print('cost at published prices (USD)', cost.usd.toFixed(4));
  print('time (s)', seconds.toFixed(1));
  print('CPU time of the event loop (ms)', turns.cpuMs().toFixed(0));
  print('longest turn of the event loop (CPU ms)', turns.longestMs().toFixed(1));
  print('most memory, objects of the event loop (MB)', toMegabytes(most.heap));
  print('most memory, the process (MB)', toMegabytes(most.process));
  print('the stored report (KiB)', (Buffer.byteLength(JSON.stringify(report)) / 1_024).toFixed(0));
}

const redis = await startTestRedis();
const rules = await startJudgingRules();
const parts = await openServiceParts({
  service: 'ai-bridge',
  instance: instanceIdSchema.parse('reporter-1'),
  redisUrl: redis.url,
  mode: 'local',
  logLevel: 'warn',
  describe: () => ({ address: '', capacity: 1, load: 0, draining: false }),
  onReset: async () => {},
});
// The first one finds nothing compiled.
for (const minutes of [5, ...values.minutes.split(',').map(Number)]) await measure(parts, rules.url, minutes);
await parts.close();
await rules.close();
await redis.stop();
