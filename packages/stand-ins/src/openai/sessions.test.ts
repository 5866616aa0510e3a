import { describe, expect, test } from 'vitest';
import { TestClient } from '../../testing/realtime-client.ts';
import { connect, start, talk } from '../../testing/realtime-session.ts';
import { tone } from '../../testing/scripted-parts.ts';

describe('handshake', () => {
  test('refuses a wrong key, and a missing one, with 401', async () => {
    const standIn = await start({ apiKey: 'sk-right' });
    await expect(TestClient.connect(standIn, { key: 'sk-wrong' })).rejects.toThrow('401');
    await expect(TestClient.connect(standIn, { key: '' })).rejects.toThrow('401');
    expect(standIn.sessions).toHaveLength(0);
  });

  test.each([
    ['an unknown model', { model: 'gpt-nothing' }, 'model_not_found'],
    ['the header of the beta', { headers: { 'OpenAI-Beta': 'realtime=v1' } }, 'beta_api_shape_disabled'],
  ])('%s gets an error and is closed', async (_, options, code) => {
    const client = await connect(await start(), options);
    expect(client.events).toMatchObject([{ type: 'error', error: { code } }]);
    expect((await client.closed).code).toBe(4000);
  });

  test('health answers over HTTP, and other paths do not exist', async () => {
    const standIn = await start();
    const origin = `http://127.0.0.1:${standIn.port}`;
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
    expect((await fetch(`${origin}/v1/responses`)).status).toBe(404);
  });
});

describe('a session', () => {
  test('begins with session.created in the documented form', async () => {
    const client = await connect(await start());
    expect(client.events[0]).toMatchObject({
      type: 'session.created',
      session: {
        type: 'realtime',
        object: 'realtime.session',
        model: 'gpt-realtime-2.1',
        audio: { input: { turn_detection: { type: 'server_vad', silence_duration_ms: 200 } } },
      },
    });
  });

  test('refuses what is wrong, names the event, changes nothing and stays open', async () => {
    const { client, record } = await talk();
    const before = structuredClone(record.session);
    client.send({
      type: 'session.update',
      event_id: 'mine',
      session: { type: 'realtime', voice: 'alloy', instructions: 'x' },
    });
    expect((await client.next('error')).error).toMatchObject({ code: 'unknown_parameter', event_id: 'mine' });
    client.sendRaw('no json');
    expect((await client.next('error', 2)).error).toMatchObject({ code: 'invalid_event', event_id: null });
    client.sendRaw(Buffer.from('{}'));
    await client.next('error', 3);
    expect(record.session).toEqual(before);
    expect(record.violations).toHaveLength(3);
    await client.configure({ instructions: 'still open' });
  });

  test('answers commands that find nothing with an error', async () => {
    const { client } = await talk();
    client.send({ type: 'response.cancel' });
    client.send({ type: 'input_audio_buffer.commit' });
    client.send({ type: 'conversation.item.delete', item_id: 'none' });
    client.send({ type: 'conversation.item.retrieve', item_id: 'none' });
    client.send({ type: 'conversation.item.truncate', item_id: 'none', content_index: 0, audio_end_ms: 0 });
    client.send({ type: 'output_audio_buffer.clear' });
    await client.next('error', 6);
    expect(client.of('error').map((event) => event.error.code)).toEqual([
      'response_cancel_not_active',
      'input_audio_buffer_commit_empty',
      'item_delete_invalid_item_id',
      'item_retrieve_invalid_item_id',
      'item_truncate_invalid_item_id',
      'invalid_value',
    ]);
  });

  test('expires with an error and a close', async () => {
    const { client } = await talk({ sessionLimitMs: 40 });
    expect((await client.next('error')).error.code).toBe('session_expired');
    await client.closed;
  });

  test('remembers what a reconnecting client replays, apart from what follows', async () => {
    const { client, record } = await talk({ answers: [{ text: 'Go on.', audioMs: 100 }] });
    const message = (role: string, type: string, text: string) => ({
      type: 'message',
      role,
      content: [{ type, text }],
    });
    client.send({ type: 'conversation.item.create', item: message('assistant', 'output_text', 'Hello.') });
    client.send({ type: 'conversation.item.create', item: message('user', 'input_text', 'Hi.') });
    await client.next('conversation.item.done', 2);
    client.send({ type: 'response.create' });
    await client.next('response.done');
    client.send({
      type: 'conversation.item.create',
      item: message('system', 'input_text', 'two minutes left'),
    });
    await client.next('conversation.item.done', 4);
    expect(record.replayedItems).toMatchObject([
      { role: 'assistant', content: [{ type: 'output_text', text: 'Hello.' }] },
      { role: 'user', content: [{ type: 'input_text', text: 'Hi.' }] },
    ]);
    expect(record.items).toHaveLength(4);
  });
});

test('the record waits for events, and reports when the session ends without them', async () => {
  const { client, record } = await talk();
  const waiting = record.waitForReceived('response.create');
  client.send({ type: 'response.create' });
  expect((await waiting).event).toEqual({ type: 'response.create' });
  client.append(tone(20));
  expect(await record.waitForReceived('input_audio_buffer.append')).toMatchObject({ audioBytes: 160 });
  const never = record.waitForSent('session.expired');
  client.close();
  await expect(never).rejects.toThrow('session.expired');
});

test('closing ends every session and frees the port; closing again is safe', async () => {
  const { client, standIn } = await talk();
  await standIn.close();
  await standIn.close();
  expect((await client.closed).code).toBe(1006);
  const again = await start({ port: standIn.port });
  expect(again.port).toBe(standIn.port);
});

test('a port that is taken is an error, and nothing stays open behind it', async () => {
  const taken = await start();
  const { port } = await start();
  await expect(start({ port: taken.port })).rejects.toThrow('EADDRINUSE');
  await expect(start({ tlsPort: port })).rejects.toThrow('EADDRINUSE');
});
