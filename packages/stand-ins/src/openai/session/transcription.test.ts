import { describe, expect, test } from 'vitest';
import type { TestClient } from '../../../testing/realtime-client.ts';
import { talk, transcription } from '../../../testing/realtime-session.ts';
import { silence, tone } from '../../../testing/scripted-parts.ts';

describe('transcription', () => {
  const completed = 'conversation.item.input_audio_transcription.completed';
  const failed = 'conversation.item.input_audio_transcription.failed';

  test.each([
    ['before_answer', (at: Positions) => at.transcript < at.created],
    ['during_answer', (at: Positions) => at.firstAudio < at.transcript && at.transcript < at.done],
    ['after_answer', (at: Positions) => at.done < at.transcript],
  ] as const)('comes when the switch says %s', async (timing, fits) => {
    const { client, record, standIn } = await talk(
      { answers: [{ text: 'Well.', audioMs: 3000 }] },
      transcription,
    );
    standIn.faults.transcription = timing;
    record.say('I did it.');
    expect(await client.next(completed)).toMatchObject({ transcript: 'I did it.', content_index: 0 });
    await client.next('response.done');
    expect(fits(positions(client))).toBe(true);
  });

  test('fails when told to, while the answer still comes', async () => {
    const { client, record, standIn } = await talk({}, transcription);
    standIn.faults.transcription = 'failed';
    record.say('I did it.');
    expect((await client.next(failed)).item_id).toBe(record.items[0]?.id);
    expect((await client.next('response.done')).response.output[0].content[0].transcript).toContain(
      'I did it.',
    );
  });

  test('is never invented: without a recogniser it fails', async () => {
    const { client } = await talk({ heard: null }, { audio: { input: { ...transcription.audio.input } } });
    client.append(tone(400));
    client.append(silence(600));
    expect((await client.next(failed)).error.message).toContain('recogniser');
    expect(client.of(completed)).toEqual([]);
  });

  test('is off until it is asked for', async () => {
    const { client, record } = await talk();
    record.say('I did it.');
    await client.next('response.done');
    expect([...client.of(completed), ...client.of(failed)]).toEqual([]);
  });

  interface Positions {
    created: number;
    firstAudio: number;
    transcript: number;
    done: number;
  }

  function positions(client: TestClient): Positions {
    const at = (type: string) => client.types.indexOf(type);
    return {
      created: at('response.created'),
      firstAudio: at('response.output_audio.delta'),
      transcript: at(completed),
      done: at('response.done'),
    };
  }
});
