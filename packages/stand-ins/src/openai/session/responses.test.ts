import { describe, expect, test } from 'vitest';
import { talk } from '../../../testing/realtime-session.ts';
import type { ScriptedAnswer } from '../../../testing/scripted-parts.ts';

describe('a response', () => {
  test('has its events in order, with the two done events in either order', async () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 8; seed++) {
      const { client } = await talk({
        seed,
        answers: [{ text: 'Yes.', audioMs: 60 }],
        faults: { unknownEvents: 0 },
      });
      client.send({ type: 'response.create' });
      await client.next('rate_limits.updated');
      await client.next('response.done');
      const types = client.types.slice(2).filter((type) => type !== 'rate_limits.updated');
      expect(types.slice(0, 4)).toEqual([
        'response.created',
        'response.output_item.added',
        'conversation.item.added',
        'response.content_part.added',
      ]);
      expect(types.slice(-6, -3)).toEqual([
        'response.output_audio.done',
        'response.output_audio_transcript.done',
        'response.content_part.done',
      ]);
      orders.add(types.slice(-3).join(' '));
    }
    expect([...orders].sort()).toEqual([
      'conversation.item.done response.output_item.done response.done',
      'response.output_item.done conversation.item.done response.done',
    ]);
  });

  test('runs alone in the conversation, and beside another one when told so', async () => {
    const { client, record } = await talk({
      answers: [{ text: 'Long.', audioMs: 4000 }, { text: 'Side.' }],
      speed: 8,
    });
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    client.send({ type: 'response.create' });
    expect((await client.next('error')).error.code).toBe('conversation_already_has_active_response');
    client.send({
      type: 'response.create',
      response: { conversation: 'none', output_modalities: ['text'], metadata: { for: 'test' }, input: [] },
    });
    const side = (await client.next('response.done')).response;
    expect(side).toMatchObject({ conversation_id: null, metadata: { for: 'test' }, status: 'completed' });
    expect(side.output[0].content).toEqual([{ type: 'output_text', text: 'Side.' }]);
    expect(record.items).toHaveLength(1);
  });

  test('is sent faster than real time, by the given factor', async () => {
    const { client } = await talk({ answers: [{ text: 'Long.', audioMs: 4000 }], speed: 10 });
    const startedAt = performance.now();
    client.send({ type: 'response.create' });
    await client.next('response.done');
    expect(performance.now() - startedAt).toBeGreaterThan(300);
    expect(performance.now() - startedAt).toBeLessThan(4000);
  });

  test('stops at its token limit', async () => {
    const { client } = await talk({ answers: [{ text: 'Long.', audioMs: 10_000 }] });
    client.send({ type: 'response.create', response: { max_output_tokens: 50 } });
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({ status: 'incomplete', status_details: { reason: 'max_output_tokens' } });
    expect(response.usage.output_tokens).toBeLessThanOrEqual(50);
  });

  test('calls functions and waits for the client to go on', async () => {
    const { client, record } = await talk({
      answers: [
        { text: '', toolCalls: [{ name: 'change_phase', arguments: { phase: 'questions' } }] },
        { text: 'Next.', audioMs: 50 },
      ],
    });
    client.send({ type: 'response.create' });
    const { response } = await client.next('response.done');
    const call = response.output[0];
    expect(
      client
        .of('response.function_call_arguments.delta')
        .map((event) => event.delta)
        .join(''),
    ).toBe(call.arguments);
    client.send({
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: call.call_id, output: '{}' },
    });
    await client.next('conversation.item.done', 2);
    expect(client.of('response.created')).toHaveLength(1);
    client.send({ type: 'response.create' });
    await client.next('response.done', 2);
    expect(record.items.map((item) => item.type)).toEqual([
      'function_call',
      'function_call_output',
      'message',
    ]);
  });

  test('costs more with every turn, and part of it is cached', async () => {
    const { client, record } = await talk();
    record.say('first');
    const first = (await client.next('response.done')).response.usage;
    record.say('second');
    const second = (await client.next('response.done', 2)).response.usage;
    expect(second.input_tokens).toBeGreaterThan(first.input_tokens);
    expect(first.input_token_details.cached_tokens).toBe(0);
    expect(second.input_token_details.cached_tokens).toBe(first.input_tokens);
  });

  test('of a mind that fails is failed, and the next one works', async () => {
    const broken: ScriptedAnswer = () => Promise.reject(new Error('out of ideas'));
    const { client } = await talk({ answers: [broken, { text: 'Again.', audioMs: 50 }] });
    client.send({ type: 'response.create' });
    expect((await client.next('response.done')).response).toMatchObject({
      status: 'failed',
      status_details: { error: { message: 'out of ideas' } },
    });
    client.send({ type: 'response.create' });
    expect((await client.next('response.done', 2)).response.status).toBe('completed');
  });
});
