import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import type { Fact } from '@ringback/shared/session/command';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';
import type { PublisherTask } from './contestant.ts';

const instance = instanceIdSchema.parse('telephony-1');

/** In its own thread, so that the crowd of viewers in the bench's process does not hold up the sender. */
const { kind, redisUrl, sessions, facts, events, everyMs } = workerData as PublisherTask;

/** Where a viewer finds it. */
const mark = () => `at ${(performance.timeOrigin + performance.now()).toFixed(3)} `;

/** A change of state, or as many words as a sentence of the transcript has. */
function toFact(number: number): Fact {
  if (facts[number % facts.length] === 'change') {
    return { type: 'media.started', streamSid: mark().padEnd(64, 'x'), instance };
  }
  return {
    type: 'transcript.completed',
    itemId: `${number}-${randomUUID()}`,
    previousItemId: null,
    speaker: 'candidate',
    text: `${mark()}${'a sentence as it is said '.repeat(4)}`,
    startedAtMs: 0,
    endedAtMs: 1,
  };
}

async function openRingback() {
  const silent = createLogger({ service: 'bench', instance: 'publisher', level: 'silent' });
  const redis = await connectCommands(redisUrl, silent, 'bench-publisher');
  const store = createSessionStore({ redis });
  const publish = async (sessionId: string, number: number) => {
    const { outcome } = await store.commit(sessionId as SessionId, {
      type: 'record',
      facts: [toFact(number)],
    });
    if (outcome !== 'ok') throw new Error(`event ${number} was refused: ${outcome}`);
  };
  return { publish, close: () => redis.disconnect() };
}

async function openSocketIo() {
  const clients = [new Redis(redisUrl), new Redis(redisUrl)] as const;
  for (const client of clients) client.on('error', (error) => process.stderr.write(`${error.message}\n`));
  const server = new Server({ adapter: createAdapter(...clients) });
  const publish = async (sessionId: string, number: number) => {
    const event = { ...toFact(number), at: Date.now(), sessionId };
    server.to(sessionId).emit('event', { type: 'event', revision: number, event });
  };
  const close = () => {
    for (const client of clients) client.disconnect();
  };
  return { publish, close };
}

const { publish, close } = await (kind === 'ringback' ? openRingback() : openSocketIo());
const startedAt = performance.now();
for (let event = 0; event < events; event += 1) {
  await publish(sessions[event % sessions.length] ?? '', event);
  await wait(Math.max(0, startedAt + (event + 1) * everyMs - performance.now()));
}
close();
parentPort?.postMessage('done');
