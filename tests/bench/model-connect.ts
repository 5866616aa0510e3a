/**
 * `npm run bench -- model-connect [--rounds 40]`: what a call waits for its model session, from asking for one to
 * `session.created`: opened for it, and taken from those that are kept ready. Against the stand-in on this machine,
 * with and without TLS. A real provider adds its round trips to the first figure alone.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startRealtimeStandIn } from '@ringback/stand-ins/openai/realtime-server';
import { scriptedParts } from '@ringback/stand-ins/testing/scripted-parts';
import type { ModelListener, ModelSession } from '../../services/ai-bridge/src/domain/model-port.ts';
import { createCircuit } from '../../services/ai-bridge/src/model/circuit.ts';
import { createSpareSessions } from '../../services/ai-bridge/src/model/spare-sessions.ts';
import { RealtimeSocket } from '../../services/ai-bridge/src/openai/realtime-socket.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' } } });
const rounds = Number(values.rounds);
// The stand-in's certificate is its own, and nothing else is contacted here.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
process.removeAllListeners('warning');

const standIn = await startRealtimeStandIn({ tlsPort: 0, parts: scriptedParts({ answers: [], heard: [] }) });

/** Ms until the session has greeted. */
function timed(open: (listener: ModelListener) => ModelSession): Promise<number> {
  return new Promise((resolve, reject) => {
    const askedAt = performance.now();
    const socket = open({
      onLost: (reason) => reject(new Error(reason)),
      onReport: () => {
        resolve(performance.now() - askedAt);
        socket.close();
      },
    });
  });
}
const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
function print(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const figures = [0.5, 0.99].map((share) => `p${share * 100} ${at(sorted, share).toFixed(2)} ms`);
  process.stdout.write(`${name.padEnd(16)} ${figures.join('  ')}\n`);
}

for (const [name, url] of [
  ['plain', standIn.url],
  ['TLS', standIn.tlsUrl ?? ''],
] as const) {
  const address = { url, apiKey: 'local-stand-in', model: 'gpt-realtime-2.1', transcriptionModel: 'none' };
  const open = (listener: ModelListener) => new RealtimeSocket(address, listener);
  const fresh: number[] = [];
  for (let round = 0; round < rounds; round++) fresh.push(await timed(open));
  const source = { engine: { open }, circuit: createCircuit() };
  const spares = createSpareSessions(source, { most: rounds, mayOpen: () => true });
  while (spares.ready < rounds) await wait(20);
  const ready: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ready.push(
      await timed((listener) => {
        const spare = spares.take(listener);
        if (spare === null) throw new Error('no session is ready');
        return spare;
      }),
    );
  }
  spares.close();
  print(`${name}, opened`, fresh);
  print(`${name}, ready`, ready);
}
await standIn.close();
