/**
 * `npm run bench -- memory [--calls 20] [--minutes 3] [--mode silent] [--against DIR]`: what telephony and ai-bridge hold for a call,
 * every half minute, after a garbage collection: the heap and what lies outside of it. Audio that is kept for another
 * bridge is bounded to two minutes, so a call of half an hour holds no more than one of three minutes. What
 * is there without calls is taken off.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startTestRedis } from '../support/test-redis.ts';
import { noFigures, startCallers } from './media-parts/callers.ts';
import { startRingback } from './media-parts/contestants.ts';
import { startModelSimulator } from './media-parts/model-simulator.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '3' },
    mode: { type: 'string', default: 'silent' },
    against: { type: 'string' },
  },
});
const calls = Number(values.calls);
const mode = values.mode === 'conversation' ? 'conversation' : 'silent';
const redis = await startTestRedis();
const model = await startModelSimulator();
model.mode = mode;
const contestant = await startRingback(values.against)({ modelUrl: model.url, redisUrl: redis.url });
const held = () => Promise.all(contestant.measured.map(({ process: service }) => service.heldBytes()));
const empty = await held();
const callers = startCallers(await contestant.open(calls), mode === 'conversation' ? 'answers' : 'silent');
for (let half = 1; half <= Number(values.minutes) * 2; half += 1) {
  await wait(30_000);
  callers.figures = { ...noFigures(), lostCalls: callers.figures.lostCalls };
  model.figures.uplinkMs = [];
  const now = await held();
  const each = contestant.measured.map(
    ({ name }, place) =>
      `${name} ${Math.round(((now[place] ?? 0) - (empty[place] ?? 0)) / calls / 1_000)} kB`,
  );
  process.stdout.write(
    `${(half / 2).toFixed(1)} min  ${each.join('  ')} a call, lost calls ${callers.figures.lostCalls}\n`,
  );
}
callers.hangUp();
await contestant.close();
model.close();
await redis.stop();
process.exit(0);
