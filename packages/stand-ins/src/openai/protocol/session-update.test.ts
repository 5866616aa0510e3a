import { expect, test } from 'vitest';
import { initialConfiguration } from './session-configuration.ts';
import { applySessionUpdate, parseSessionUpdate } from './session-update.ts';

const configuration = initialConfiguration('sess_1', 'gpt-realtime-2.1', 0);
const circumstances = { configuration, hasSpokenAudio: false, responseInProgress: false };

function refused(session: unknown, changed: Partial<typeof circumstances> = {}) {
  const parsed = parseSessionUpdate(session, { ...circumstances, ...changed });
  return parsed.ok ? 'accepted' : `${parsed.error.code} ${parsed.error.param}`;
}

function applied(session: unknown) {
  const parsed = parseSessionUpdate(session, circumstances);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return applySessionUpdate(configuration, parsed.update);
}

test.each<[string, unknown, string]>([
  ['no type', { instructions: 'x' }, 'missing_required_parameter session.type'],
  ['no type and beta fields', { modalities: ['audio'] }, 'missing_required_parameter session.type'],
  ['not an object', 7, 'invalid_type session'],
  ['another type', { type: 'transcription' }, 'invalid_value session.type'],
  ['beta modalities', { type: 'realtime', modalities: ['audio'] }, 'unknown_parameter session.modalities'],
  ['beta voice', { type: 'realtime', voice: 'alloy' }, 'unknown_parameter session.voice'],
  [
    'beta format',
    { type: 'realtime', input_audio_format: 'g711_ulaw' },
    'unknown_parameter session.input_audio_format',
  ],
  ['temperature', { type: 'realtime', temperature: 0.8 }, 'unknown_parameter session.temperature'],
  [
    'both modalities',
    { type: 'realtime', output_modalities: ['audio', 'text'] },
    'invalid_value session.output_modalities',
  ],
  [
    'unknown format',
    { type: 'realtime', audio: { input: { format: { type: 'g711_ulaw' } } } },
    'invalid_value session.audio.input.format.type',
  ],
  [
    'rate with µ-law',
    { type: 'realtime', audio: { output: { format: { type: 'audio/pcmu', rate: 8000 } } } },
    'unknown_parameter session.audio.output.format.rate',
  ],
  [
    'wrong rate',
    { type: 'realtime', audio: { input: { format: { type: 'audio/pcm', rate: 16000 } } } },
    'invalid_value session.audio.input.format.rate',
  ],
  [
    'unknown voice',
    { type: 'realtime', audio: { output: { voice: 'bob' } } },
    'invalid_value session.audio.output.voice',
  ],
  [
    'speed',
    { type: 'realtime', audio: { output: { speed: 2 } } },
    'invalid_value session.audio.output.speed',
  ],
  [
    'idle timeout of semantic detection',
    {
      type: 'realtime',
      audio: { input: { turn_detection: { type: 'semantic_vad', idle_timeout_ms: 5000 } } },
    },
    'unknown_parameter session.audio.input.turn_detection.idle_timeout_ms',
  ],
  [
    'detection without type',
    { type: 'realtime', audio: { input: { turn_detection: { threshold: 0.5 } } } },
    'missing_required_parameter session.audio.input.turn_detection.type',
  ],
  [
    'threshold',
    { type: 'realtime', audio: { input: { turn_detection: { type: 'server_vad', threshold: 2 } } } },
    'invalid_value session.audio.input.turn_detection.threshold',
  ],
  [
    'tool in the form of chat completions',
    { type: 'realtime', tools: [{ type: 'function', function: { name: 'f' } }] },
    'unknown_parameter session.tools[0].function',
  ],
  [
    'instructions of another type',
    { type: 'realtime', instructions: 7 },
    'invalid_type session.instructions',
  ],
  ['another model', { type: 'realtime', model: 'gpt-realtime' }, 'invalid_value session.model'],
  [
    'keywords of whisper',
    { type: 'realtime', audio: { input: { transcription: { model: 'whisper-1', keywords: ['a'] } } } },
    'invalid_value session.audio.input.transcription.keywords',
  ],
  [
    'keywords',
    { type: 'realtime', audio: { input: { transcription: { model: 'gpt-transcribe', keywords: ['a'] } } } },
    'accepted',
  ],
  ['reasoning', { type: 'realtime', reasoning: { effort: 'low' } }, 'accepted'],
  ['the same model', { type: 'realtime', model: 'gpt-realtime-2.1' }, 'accepted'],
])('session.update with %s', (_, session, outcome) => {
  expect(refused(session)).toBe(outcome);
});

test('the voice is fixed by the first audio but may be named again', () => {
  const session = (voice: string) => ({ type: 'realtime', audio: { output: { voice } } });
  expect(refused(session('cedar'))).toBe('accepted');
  expect(refused(session('cedar'), { hasSpokenAudio: true })).toBe(
    'cannot_update_voice session.audio.output.voice',
  );
  expect(refused(session('marin'), { hasSpokenAudio: true })).toBe('accepted');
});

test('only reasoning models take reasoning', () => {
  const old = { configuration: { ...configuration, model: 'gpt-realtime-1.5' } };
  expect(refused({ type: 'realtime', reasoning: { effort: 'low' } }, old)).toBe(
    'invalid_value session.reasoning',
  );
  const dated = { configuration: { ...configuration, model: 'gpt-realtime-2025-08-28' } };
  expect(refused({ type: 'realtime', parallel_tool_calls: true }, dated)).toBe(
    'invalid_value session.parallel_tool_calls',
  );
});

test('only the fields that an update names change', () => {
  const after = applied({
    type: 'realtime',
    audio: { output: { format: { type: 'audio/pcmu' } } },
    instructions: 'Be kind.',
  });
  expect(after).toEqual({
    ...configuration,
    instructions: 'Be kind.',
    audio: {
      input: configuration.audio.input,
      output: { ...configuration.audio.output, format: { type: 'audio/pcmu' } },
    },
  });
});

test('null and empty values clear a field', () => {
  const after = applied({
    type: 'realtime',
    instructions: '',
    tools: [],
    audio: { input: { turn_detection: null } },
  });
  expect(after).toMatchObject({ instructions: '', tools: [], audio: { input: { turn_detection: null } } });
});

test('turn detection is replaced as a whole and completed with its defaults', () => {
  const { turn_detection } = applied({
    type: 'realtime',
    audio: { input: { turn_detection: { type: 'server_vad', interrupt_response: false } } },
  }).audio.input;
  expect(turn_detection).toEqual({
    type: 'server_vad',
    threshold: 0.5,
    prefix_padding_ms: 300,
    silence_duration_ms: 500,
    idle_timeout_ms: null,
    create_response: true,
    interrupt_response: false,
  });
});
