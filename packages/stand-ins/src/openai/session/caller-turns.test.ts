import { describe, expect, test } from 'vitest';
import { detection, talk, transcription } from '../../../testing/realtime-session.ts';
import { silence, tone } from '../../../testing/scripted-parts.ts';

describe('the caller', () => {
  test('is heard by audio time alone: without frames a turn never ends', async () => {
    const { client, record } = await talk({ heard: ['Good morning.'] }, detection({}));
    client.append(silence(500));
    client.append(tone(400));
    const started = await client.next('input_audio_buffer.speech_started');
    expect(started.audio_start_ms).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(client.of('input_audio_buffer.speech_stopped')).toEqual([]);
    client.append(silence(300));
    const stopped = await client.next('input_audio_buffer.speech_stopped');
    expect(stopped).toMatchObject({ item_id: started.item_id, audio_end_ms: 1200 });
    await client.next('response.done');
    expect(record.audioPositionMs).toBe(1200);
    expect(record.entries[0]).toMatchObject({ origin: 'caller', audioMs: 1000 });
  });

  test('triggers the events of a turn in order', async () => {
    const { client } = await talk({ faults: { unknownEvents: 0 } }, detection({}));
    client.append(tone(400));
    client.append(silence(400));
    await client.next('response.created');
    expect(client.types.slice(2, 8)).toEqual([
      'input_audio_buffer.speech_started',
      'input_audio_buffer.speech_stopped',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
    ]);
    expect(client.of('conversation.item.added')[0]?.item.content).toEqual([
      { type: 'input_audio', transcript: null },
    ]);
  });

  test('is not interrupted by a short click', async () => {
    const { client } = await talk({}, detection({}));
    client.append(tone(40));
    client.append(silence(600));
    await client.configure({ instructions: 'after' });
    expect(client.of('input_audio_buffer.speech_started')).toEqual([]);
  });

  test('waits as long as the setting says', async () => {
    const { client } = await talk({}, detection({ silence_duration_ms: 800 }));
    client.append(tone(400));
    client.append(silence(700));
    await client.configure({ instructions: 'after' });
    expect(client.of('input_audio_buffer.speech_stopped')).toEqual([]);
    client.append(silence(100));
    await client.next('input_audio_buffer.speech_stopped');
  });

  test.each([
    ['low', 1900, 2000],
    ['auto', 700, 800],
    ['high', 400, 500],
  ])('is given time by the eagerness %s', async (eagerness, notYetMs, enoughMs) => {
    const { client } = await talk(
      {},
      { audio: { input: { turn_detection: { type: 'semantic_vad', eagerness } } } },
    );
    client.append(tone(400));
    client.append(silence(notYetMs));
    await client.configure({ instructions: 'after' });
    expect(client.of('input_audio_buffer.speech_stopped')).toEqual([]);
    client.append(silence(enoughMs - notYetMs));
    await client.next('input_audio_buffer.speech_stopped');
  });

  test('is only noticed when both flags are off', async () => {
    const { client, record } = await talk(
      {},
      detection({ create_response: false, interrupt_response: false }),
    );
    record.say('hello');
    await client.configure({ instructions: 'after' });
    expect(client.of('conversation.item.added')).toHaveLength(1);
    expect(client.of('response.created')).toEqual([]);
  });

  test('can be committed by hand when detection is off', async () => {
    const { client } = await talk(
      { heard: ['By hand.'] },
      { audio: { input: { turn_detection: null, ...transcription.audio.input } } },
    );
    client.append(tone(400));
    client.append(silence(2000));
    client.send({ type: 'input_audio_buffer.commit' });
    await client.next('conversation.item.done');
    expect((await client.next('conversation.item.input_audio_transcription.completed')).transcript).toBe(
      'By hand.',
    );
    client.append(tone(400));
    client.send({ type: 'input_audio_buffer.clear' });
    await client.next('input_audio_buffer.cleared');
    client.send({ type: 'input_audio_buffer.commit' });
    expect((await client.next('error')).error.code).toBe('input_audio_buffer_commit_empty');
    expect(client.of('response.created')).toEqual([]);
  });

  test('who stays silent is addressed after the idle time, counted from the end of the audio', async () => {
    const { client } = await talk(
      {
        answers: [
          { text: 'Hello?', audioMs: 1000 },
          { text: 'Still there?', audioMs: 100 },
        ],
      },
      detection({ idle_timeout_ms: 5000 }),
    );
    client.send({ type: 'response.create' });
    await client.next('response.done');
    client.append(silence(5900));
    await client.configure({ instructions: 'after' });
    expect(client.of('input_audio_buffer.timeout_triggered')).toEqual([]);
    client.append(silence(100));
    expect(await client.next('input_audio_buffer.timeout_triggered')).toMatchObject({
      audio_start_ms: 1000,
      audio_end_ms: 6000,
    });
    await client.next('response.done', 2);
  });
});
