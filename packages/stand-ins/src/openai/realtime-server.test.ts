import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime';
import { afterEach, expect, test } from 'vitest';
import { scriptedParts } from '../../testing/scripted-parts.ts';
import { startRealtimeStandIn } from './realtime-server.ts';
import type { RealtimeStandIn } from './realtime-stand-in.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** The official client, unchanged, over the TLS listener. */
function connect(standIn: RealtimeStandIn, { apiKey = 'sk-local', model = 'gpt-realtime-2.1' } = {}) {
  const url = new URL(standIn.tlsUrl ?? '');
  const client = new OpenAI({ apiKey, baseURL: `https://${url.host}/v1` });
  const realtime = new OpenAIRealtimeWS({ model, options: { ca: standIn.ca ?? '' } }, client);
  open.push(realtime);
  const events: RealtimeServerEvent[] = [];
  const errors: unknown[] = [];
  realtime.on('event', (event) => events.push(event));
  realtime.on('error', (error) => errors.push(error));
  const next = <Type extends RealtimeServerEvent['type']>(type: Type) =>
    new Promise<Extract<RealtimeServerEvent, { type: Type }>>((resolve) => {
      const listener = (event: RealtimeServerEvent) => {
        if (event.type !== type) return;
        realtime.off('event', listener);
        resolve(event as Extract<RealtimeServerEvent, { type: Type }>);
      };
      realtime.on('event', listener);
    });
  return { realtime, events, errors, next };
}

test('the official client configures a session, hears an answer and sees a function call', async () => {
  const standIn = await startRealtimeStandIn({
    tlsPort: 0,
    apiKey: 'sk-local',
    seed: 7,
    speed: Number.POSITIVE_INFINITY,
    parts: scriptedParts({
      answers: [
        {
          text: 'Good morning.',
          audioMs: 500,
          toolCalls: [{ name: 'change_phase', arguments: { phase: 'warm_up' } }],
        },
      ],
      heard: [],
    }),
  });
  open.push(standIn);
  const { realtime, events, errors, next } = connect(standIn);
  const created = await next('session.created');
  expect(created.session.type).toBe('realtime');

  realtime.send({
    type: 'session.update',
    session: {
      type: 'realtime',
      instructions: 'Be brief.',
      audio: { input: { format: { type: 'audio/pcmu' } }, output: { format: { type: 'audio/pcmu' } } },
      tools: [{ type: 'function', name: 'change_phase', parameters: { type: 'object' } }],
    },
  });
  const updated = await next('session.updated');
  expect(updated.session).toMatchObject({
    instructions: 'Be brief.',
    audio: { output: { format: { type: 'audio/pcmu' } } },
  });

  realtime.send({ type: 'response.create' });
  const done = await next('response.done');
  expect(errors).toEqual([]);
  expect(done.response.status).toBe('completed');
  expect(done.response.output?.[1]).toMatchObject({
    type: 'function_call',
    name: 'change_phase',
    arguments: '{"phase":"warm_up"}',
  });

  const audio = events.filter((event) => event.type === 'response.output_audio.delta');
  const sizes = audio.map((event) => Buffer.from(event.delta, 'base64').length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(4000);
  expect(sizes.every((size) => size % 160 !== 0 || size === sizes.at(-1))).toBe(true);
  const words = events.filter((event) => event.type === 'response.output_audio_transcript.delta');
  expect(words.map((event) => event.delta).join('')).toBe('Good morning.');
});
