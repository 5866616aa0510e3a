import { expect, test } from 'vitest';
import { closeLater, connect, detection, transcription } from '../../testing/realtime-session.ts';
import { createLoudnessDetector, silence, tone } from '../../testing/scripted-parts.ts';
import type { Hearing } from '../voice/types.ts';
import { type LiveRealtimeStandInOptions, startLiveRealtimeStandIn } from './live.ts';

const job = { jobTitle: 'Nurse', company: 'Clinic', lengthMinutes: 5 };
const instructions = `<job_configuration>\n${JSON.stringify(job)}\n</job_configuration>`;
const audio = { input: { ...detection({}).audio.input, ...transcription.audio.input } };

/** The live wiring with a voice that hums, and ears that hear what the test says. */
async function startLive(text: string | null) {
  const transcribe = async () => ({ text: text ?? '', raw: '' });
  const hearing: Hearing | null = text === null ? null : { transcribe, close: async () => {} };
  const speech: LiveRealtimeStandInOptions['speech'] & { hearing: Hearing | null } = {
    voice: { speak: async (text) => tone(text.length * 10) },
    hearing,
    createTurnDetector: async ({ hangoverMs = 500 } = {}) => createLoudnessDetector({ hangoverMs }),
  };
  const standIn = closeLater(await startLiveRealtimeStandIn({ speech, speed: Number.POSITIVE_INFINITY }));
  const client = await connect(standIn);
  await client.configure({ instructions, audio });
  return { client, speech };
}

test('the local interviewer greets for the job in the instructions, and answers what it heard', async () => {
  const { client } = await startLive(
    'I care for people and I have done so on three wards in eleven years, always at night.',
  );
  client.send({ type: 'response.create' });
  expect((await client.next('response.output_audio_transcript.done')).transcript).toContain(
    'the position of Nurse at Clinic',
  );
  await client.next('response.done');
  client.append(tone(400));
  client.append(silence(400));
  const heard = await client.next('conversation.item.input_audio_transcription.completed');
  expect(heard.transcript).toContain('three wards');
  await client.next('response.done', 2);
  expect(client.of('response.output_audio_transcript.done')[1]?.transcript).toMatch(/\?$|\.$/);
});

test('without ears it goes by the length of the answers, and says that it does not know the words', async () => {
  const { client } = await startLive(null);
  client.send({ type: 'response.create' });
  await client.next('response.done');
  client.append(tone(400));
  client.append(silence(400));
  await client.next('conversation.item.input_audio_transcription.failed');
  await client.next('response.done', 2);
  expect(client.of('response.output_audio_transcript.done')[1]?.transcript).toBe(
    'Could you tell me more about that?',
  );
});

test('ears that are lost while the server runs are missed from the next turn on', async () => {
  const { client, speech } = await startLive('never heard');
  speech.hearing = null;
  client.append(tone(400));
  client.append(silence(400));
  await client.next('conversation.item.input_audio_transcription.failed');
});
