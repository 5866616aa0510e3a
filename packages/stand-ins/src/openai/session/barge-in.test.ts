import { describe, expect, test } from 'vitest';
import { detection, talk } from '../../../testing/realtime-session.ts';

describe('a barge-in', () => {
  const answers = () => [
    { text: 'A long answer that is cut.', audioMs: 6000 },
    { text: 'Yes?', audioMs: 100 },
  ];

  test('cancels the response with all its closing events, then lets one late delta through', async () => {
    const { client, record } = await talk({ answers: answers(), speed: 8 });
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta', 2);
    record.beginSaying();
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({ status: 'cancelled', status_details: { reason: 'turn_detected' } });
    expect(response.usage.output_tokens).toBeGreaterThan(0);
    const from = client.types.indexOf('input_audio_buffer.speech_started');
    expect(client.types.slice(from, from + 4)).toEqual([
      'input_audio_buffer.speech_started',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
    ]);
    const heardBefore = client.of('response.output_audio.delta').length;
    const late = await client.next('response.output_audio.delta', heardBefore + 1);
    expect(late.response_id).toBe(response.id);
    expect(client.types.indexOf('response.done')).toBeLessThan(client.events.indexOf(late));

    const receivedMs = client
      .of('response.output_audio.delta')
      .reduce((sum, event) => sum + Buffer.from(event.delta, 'base64').length / 8, 0);
    const cut = { type: 'conversation.item.truncate', item_id: response.output[0].id, content_index: 0 };
    client.send({ ...cut, audio_end_ms: Math.floor(receivedMs) + 1 });
    expect((await client.next('error')).error).toMatchObject({
      code: 'invalid_value',
      param: 'audio_end_ms',
    });
    client.send({ ...cut, audio_end_ms: Math.floor(receivedMs) });
    await client.next('conversation.item.truncated');
    record.endSaying('wait');
    await client.next('response.done', 2);
  });

  test('lets nothing late through when the switch is off', async () => {
    const { client, record } = await talk({
      answers: answers(),
      speed: 8,
      faults: { lateDeltaAfterCancel: false },
    });
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta', 2);
    record.say('wait');
    await client.next('response.done', 2);
    // Nothing announces what never arrives, so this waits four times the delay of a late delta.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const first = client.of('response.created')[0]?.response.id;
    const after = client.events.slice(client.types.indexOf('response.done'));
    expect(after.filter((event) => event.response_id === first)).toEqual([]);
  });

  test('leaves the response alone when interruption is off, and the automatic answer fails', async () => {
    const { client, record } = await talk(
      { answers: answers(), speed: 20 },
      detection({ interrupt_response: false }),
    );
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    record.say('mm-hm');
    expect((await client.next('error')).error.code).toBe('conversation_already_has_active_response');
    expect((await client.next('response.done')).response.status).toBe('completed');
  });

  test('by the client is client_cancelled', async () => {
    const { client } = await talk({ answers: answers(), speed: 8 });
    client.send({ type: 'response.create' });
    await client.next('response.output_audio.delta');
    client.send({ type: 'response.cancel' });
    const { response } = await client.next('response.done');
    expect(response).toMatchObject({ status: 'cancelled', status_details: { reason: 'client_cancelled' } });
  });
});
