import { setTimeout as wait } from 'node:timers/promises';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Arena, openArena } from '../support/attacks/arena.ts';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { pageOrigin } from '../support/stack.ts';

let arena: Arena | null = null;
const toClose: (() => void)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) close();
  await arena?.close();
  arena = null;
});

const streamSid = 'MZlong';
/** More than a megabyte of frames. */
const answerMs = 92_000;
const frameOf = (audio: Uint8Array) =>
  JSON.stringify({
    event: 'media',
    streamSid,
    media: { payload: Buffer.from(audio).toString('base64'), timestamp: '0' },
  });
const [voice, room] = [frameOf(tone(20)), frameOf(new Uint8Array(160).fill(0xf8))];
/** Four words in two seconds, each followed by a pause. Sound without a pause would count as noise of the line. */
const frameAt = (ms: number) => (ms % 500 < 400 ? voice : room);

/**
 * A candidate who starts to speak and does not stop, at the highest rate that a line may have. Resolves when this much
 * is said.
 */
async function speakOn(media: { url: string; token: string }): Promise<void> {
  const socket = new WebSocket(media.url, { origin: pageOrigin });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
  const start = { streamSid, customParameters: { token: media.token }, mediaFormat };
  socket.send(JSON.stringify({ event: 'start', sequenceNumber: '1', streamSid, start }));
  let saidMs = 0;
  const beganAt = performance.now();
  const timer = setInterval(() => {
    for (; saidMs < (performance.now() - beganAt) * 1.45; saidMs += 20) socket.send(frameAt(saidMs));
  }, 40);
  toClose.push(() => {
    clearInterval(timer);
    socket.terminate();
  });
  await eventually(() => saidMs > answerMs + 10_000, answerMs, 500);
}

it('one answer of a minute and a half, and the death of its bridge, end no other candidate’s call', {
  timeout: 240_000,
}, async () => {
  arena = await openArena({ bridges: 2 });
  const { gatewayUrl, fleet } = arena;
  const attacker = await visit(gatewayUrl);
  const { sessionId, media } = await attacker.start();
  if (!media) throw new Error('no media');
  await speakOn(media);
  await arena.control();
  const serving = (await fleet.store.read(sessionId))?.record.bridge;
  const bridge = fleet.bridges.find(({ instance }) => instance === serving);
  expect(bridge).toBeDefined();
  await bridge?.process.kill();
  await wait(15_000);
  // A bystander on the dead bridge waits for another one, and no longer.
  await arena.expectUnharmed({ stallMs: 6_000, moreWaitMs: 10_000 });
});
