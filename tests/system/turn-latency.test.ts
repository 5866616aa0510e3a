import type { PassedEvent } from '@ringback/stand-ins/openai/session-record';
import { tone } from '@ringback/stand-ins/testing/scripted-parts';
import { afterEach, expect, it } from 'vitest';
import { firstWordParts, turnParts } from '../../services/ai-bridge/src/session/latency-clock.ts';
import { visit } from '../support/candidate-client.ts';
import { eventually } from '../support/eventually.ts';
import { readCounter } from '../support/read-counter.ts';
import { type Stack, startStack } from '../support/stack.ts';

const calls = 20;
let stack: Stack;
afterEach(async () => {
  await stack.close();
  expect(stack.logs.errors()).toEqual([]);
});

const first = (events: readonly PassedEvent[], type: string, afterMs: number) =>
  events.find((event) => event.type === type && event.atMs >= afterMs)?.atMs ?? Number.NaN;

/** Our own share of a turn: the model has taken the candidate's turn, and we ask for the answer. */
it('twenty calls at once are all answered; our own share of a turn is printed', async () => {
  stack = await startStack({ script: { answers: [], heard: [], msPerWord: 60 } });
  const talk = async () => {
    const candidate = await visit(stack.gatewayUrl);
    const started = await candidate.start();
    const viewer = await candidate.watch(started);
    const line = await candidate.talk(started);
    await viewer.waitFor('transcript.completed', 20_000);
    await line.say(tone(900));
    const turns = () => viewer.events.filter(({ type }) => type === 'transcript.completed').length;
    await eventually(() => turns() >= 3, 20_000);
    return line;
  };
  const lines = await Promise.all(Array.from({ length: calls }, talk));
  const shares = stack.model.sessions.map(({ sent, received }) => {
    const takenAt = first(sent, 'input_audio_buffer.committed', 0);
    return first(received, 'response.create', takenAt) - takenAt;
  });
  expect(shares).toHaveLength(calls);
  expect(shares.every((ms) => ms >= 0)).toBe(true);
  const sorted = shares.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(calls - 1, Math.floor(share * calls))]?.toFixed(1);
  const mean = async (name: string, labels: Record<string, string> = {}) =>
    (1000 * (await readCounter(stack, `${name}_sum`, labels))) /
    (await readCounter(stack, `${name}_count`, labels));
  const breakdown = async (name: string, parts: readonly string[]) => {
    const shown: string[] = [];
    for (const part of parts) {
      const ms = await mean(name, { part });
      expect(ms).toBeGreaterThanOrEqual(0);
      shown.push(`${part} ${ms.toFixed(1)}`);
    }
    return shown.join(' + ');
  };
  process.stdout.write(
    [
      `our own share of a turn, ${calls} calls: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
      `turn_latency_seconds: mean ${(await mean('turn_latency_seconds')).toFixed(1)} ms = ${await breakdown('turn_latency_part_seconds', turnParts)}`,
      `first_audio_seconds: mean ${(await mean('first_audio_seconds')).toFixed(1)} ms; the first word: ${await breakdown('first_audio_part_seconds', firstWordParts)}\n`,
    ].join('\n'),
  );
  for (const line of lines) await line.hangUp();
}, 60_000);
