/**
 * `npm run bench -- phone-soak [--minutes 10 | --hour] [--calls 20] [--seed N]`: simulated calls, so many at a time, each
 * replaced by another one when it ends. Everything is in one process, stand-ins included: its live memory is what is
 * left after a collection, once a minute. Fails when the stand-in carrier counts a violation of its protocol, a frame
 * is lost, a call is orphaned, or the meter differs from what the sessions lasted.
 */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { readSpentUsd } from '@ringback/shared/redis/admission/reservations';
import { costOf, totalUsd } from '@ringback/shared/session/call-cost';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { isEnded } from '@ringback/stand-ins/twilio/carrier-call';
import { eventually } from '../support/eventually.ts';
import { createRandomSource } from '../support/faults/random-source.ts';
import { callPhone, type PhoneStack, startPhoneStack, whenClosed } from '../support/phone-stack.ts';
import { quietCheck } from '../support/quiet-check.ts';
import { readCounter } from '../support/read-counter.ts';
import { startTestRedis } from '../support/test-redis.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    hour: { type: 'boolean', default: false },
    calls: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const minutes = values.hour ? 60 : Number(values.minutes);
const atOnce = Number(values.calls);
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const random = createRandomSource(Number(values.seed));

/** List prices as the gateway has them, so that the meter has something to count. */
const prices = { carrier: 0.0184, stream: 0, model: 0.1, transcription: 0.006 };
const env = {
  PHONE_CALLS: 'carrier',
  NUMBER_VERIFICATION: 'off',
  QUIET_HOURS: 'off',
  MODEL_MODE: 'live',
  DIAL_ALLOWED_COUNTRIES: 'US',
  CARRIER_PRICES_PER_MINUTE_USD: '0.014,US:0.014',
  DAILY_SPEND_LIMIT_USD: '100000',
  MAX_LIVE_CALLS: '1000',
  LOG_LEVEL: 'warn',
  ...Object.fromEntries(
    ['NUMBER', 'CANDIDATE', 'ADDRESS', 'NETWORK', 'COUNTRY'].map((kind) => [
      `CALLS_PER_HOUR_PER_${kind}`,
      '0',
    ]),
  ),
  CALLS_PER_DAY_PER_NUMBER: '0',
  NEW_CANDIDATES_PER_MINUTE: '0',
};

const sums = {
  calls: 0,
  violations: 0,
  carrierErrors: 0,
  framesSent: 0,
  framesDropped: 0,
  costUsd: 0,
  billedMs: 0,
  countedMs: 0,
};
const endings = new Map<string, number>();

/** How the called person behaves this time. */
function behave() {
  return {
    type: 'answers',
    afterMs: random.between(500, 3_500),
    keys: [{ digits: '1', afterMs: random.between(200, 1_000) }],
    hangsUpAfterMs: random.between(5_000, 30_000),
    speaker: { clips: [tone(random.between(400, 2_400))], whenExhausted: 'repeat' },
  } as const;
}

async function holdOneCall(stack: PhoneStack): Promise<void> {
  const number = `+1415555${String(random.between(1_000, 9_999))}`;
  const { sessionId, viewer, call } = await callPhone(stack, number);
  const record: SessionRecord = await whenClosed(stack, sessionId, 120_000);
  await call.ended;
  viewer.close();
  sums.calls += 1;
  sums.carrierErrors += call.errors.length;
  for (const { client } of call.streams) {
    sums.violations += client?.violationCount ?? 0;
    sums.framesSent += client?.frames.sent ?? 0;
    sums.framesDropped += client?.frames.dropped ?? 0;
  }
  // What the carrier bills, and what the session counts, from the answer to the end.
  sums.billedMs += (call.endedAt ?? 0) - (call.answeredAt ?? 0);
  sums.countedMs += (record.times.endedAt ?? 0) - (record.times.answeredAt ?? 0);
  sums.costUsd += totalUsd(costOf(record, prices));
  endings.set(String(record.endReason), (endings.get(String(record.endReason)) ?? 0) + 1);
}

const toMegabytes = (bytes: number) => Math.round(bytes / 1_048_576);

/** What is in use after a collection, in MB: what the process has from the system says little. */
function readLiveMegabytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return toMegabytes(heapUsed + external);
}

const toSeconds = (ms: number) => (ms / 1_000).toFixed(1);

async function main(): Promise<void> {
  const redis = await startTestRedis();
  const stack = await startPhoneStack(undefined, {
    redisUrl: redis.url,
    env,
    answer: behave,
    // What the stand-ins remember for tests would otherwise be all that grows.
    model: { keptSessions: 2 * atOnce, keptEvents: 100 },
  });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const startedAt = Date.now();
  const liveMb = [readLiveMegabytes()];
  const sampler = setInterval(() => liveMb.push(readLiveMegabytes()), 60_000);
  const failures: string[] = [];
  const worker = async () => {
    while (Date.now() - startedAt < minutes * 60_000) {
      await holdOneCall(stack).catch((error) => failures.push(String(error)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  clearInterval(sampler);
  await quietCheck(stack, 20_000);
  await eventually(async () => (await stack.redis.hlen('spend:reservations')) === 0, 10_000);
  const orphans = stack.carrier.calls.filter(({ status }) => !isEnded(status)).length;
  const received = await readCounter(stack, 'media_frames_total', { direction: 'caller' });
  const meterUsd = await readSpentUsd(stack.redis, Date.now());
  // Frames from the moment at which a stream is accepted, when nothing listens yet.
  const early = await readCounter(stack, 'media_frames_total', { direction: 'early' });
  const lost = sums.framesSent - received - early;
  const rows: [string, string | number][] = [
    ['seed', values.seed],
    ['minutes', ((Date.now() - startedAt) / 60_000).toFixed(1)],
    ['calls, at once', `${sums.calls}, ${atOnce}`],
    ['ended', [...endings].map(([reason, count]) => `${reason} ${count}`).join(', ')],
    ['protocol violations', sums.violations],
    ['errors the carrier noted', sums.carrierErrors],
    ['caller frames sent, lost', `${sums.framesSent}, ${lost}`],
    ['frames the line dropped', sums.framesDropped],
    ['frames padded', await readCounter(stack, 'media_frames_total', { direction: 'padded' })],
    ['orphaned calls', orphans],
    ['meter, sessions (USD)', `${meterUsd.toFixed(4)}, ${sums.costUsd.toFixed(4)}`],
    ['seconds billed, counted', `${toSeconds(sums.billedMs)}, ${toSeconds(sums.countedMs)}`],
    ['event loop p99 (ms)', (delay.percentile(99) / 1e6).toFixed(1)],
    ['live memory by minute (MB)', [...liveMb, readLiveMegabytes()].join(' ')],
    ['memory of the process (MB)', toMegabytes(process.memoryUsage().rss)],
    ['calls that failed', failures.length],
  ];
  for (const [what, figure] of rows) process.stdout.write(`${what.padEnd(28)} ${figure}\n`);
  for (const failure of new Set(failures)) process.stdout.write(`  ${failure}\n`);
  await stack.close();
  await redis.stop();
  const isMeterRight = Math.abs(meterUsd - sums.costUsd) < 0.000_002 * Math.max(1, sums.calls);
  const bad = sums.violations + sums.carrierErrors + orphans + failures.length + Math.abs(lost);
  // The carrier counts a call as answered shortly before we are asked, and as over shortly before we are told.
  const isCountRight = Math.abs(sums.billedMs - sums.countedMs) < 500 * Math.max(1, sums.calls);
  if (bad > 0 || !isMeterRight || !isCountRight) process.exitCode = 1;
}

await main();
