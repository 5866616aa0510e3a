import { z } from 'zod';
import { type ProtocolError, refusal, toProtocolError } from './protocol-error.ts';
import { SEMANTIC_VAD, SERVER_VAD, type SessionConfiguration } from './session-configuration.ts';

/** What a `session.update` may say, key by key: anything else is refused with `unknown_parameter`. */

export const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
] as const;

export const audioFormatSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('audio/pcm'), rate: z.literal(24000).default(24000) }),
  z.strictObject({ type: z.literal('audio/pcmu') }),
  z.strictObject({ type: z.literal('audio/pcma') }),
]);

export const voiceSchema = z.union([z.enum(VOICES), z.strictObject({ id: z.string().min(1) })]);

export const toolSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('function'),
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()).optional(),
  }),
  z.looseObject({ type: z.literal('mcp'), server_label: z.string() }),
]);

export const toolChoiceSchema = z.union([
  z.enum(['auto', 'none', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
  z.strictObject({
    type: z.literal('mcp'),
    server_label: z.string(),
    name: z.string().nullable().optional(),
  }),
]);

export const maxOutputTokensSchema = z.union([z.literal('inf'), z.int().min(1).max(4096)]);
export const outputModalitiesSchema = z.array(z.enum(['audio', 'text'])).length(1);

const turnDetectionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('server_vad'),
    threshold: z.number().min(0).max(1).optional(),
    prefix_padding_ms: z.int().min(0).optional(),
    silence_duration_ms: z.int().min(0).optional(),
    idle_timeout_ms: z.int().min(1).nullable().optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('semantic_vad'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']).optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
  }),
]);

const transcriptionSchema = z.strictObject({
  model: z.string().optional(),
  language: z.string().optional(),
  languages: z.array(z.string()).optional(),
  keywords: z.array(z.string()).optional(),
  prompt: z.string().optional(),
  delay: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
});

const sessionSchema = z.strictObject({
  type: z.literal('realtime'),
  model: z.string().optional(),
  instructions: z.string().optional(),
  output_modalities: outputModalitiesSchema.optional(),
  audio: z
    .strictObject({
      input: z
        .strictObject({
          format: audioFormatSchema.optional(),
          noise_reduction: z
            .strictObject({ type: z.enum(['near_field', 'far_field']), strength: z.number().optional() })
            .nullable()
            .optional(),
          transcription: transcriptionSchema.nullable().optional(),
          turn_detection: turnDetectionSchema.nullable().optional(),
        })
        .optional(),
      output: z
        .strictObject({
          format: audioFormatSchema.optional(),
          voice: voiceSchema.optional(),
          speed: z.number().min(0.25).max(1.5).optional(),
        })
        .optional(),
    })
    .optional(),
  include: z.array(z.literal('item.input_audio_transcription.logprobs')).nullable().optional(),
  max_output_tokens: maxOutputTokensSchema.optional(),
  tools: z.array(toolSchema).max(128).optional(),
  tool_choice: toolChoiceSchema.optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: z
    .strictObject({ effort: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional() })
    .optional(),
  prompt: z
    .strictObject({
      id: z.string(),
      version: z.string().nullable().optional(),
      variables: z.record(z.string(), z.unknown()).nullable().optional(),
    })
    .nullable()
    .optional(),
  tracing: z
    .union([
      z.literal('auto'),
      z.strictObject({
        workflow_name: z.string().optional(),
        group_id: z.string().optional(),
        metadata: z.unknown().optional(),
      }),
    ])
    .nullable()
    .optional(),
  truncation: z
    .union([
      z.enum(['auto', 'disabled']),
      z.strictObject({
        type: z.literal('retention_ratio'),
        retention_ratio: z.number().min(0).max(1),
        token_limits: z.strictObject({ post_instructions: z.int().min(0).optional() }).optional(),
      }),
    ])
    .optional(),
});

export type SessionUpdate = z.infer<typeof sessionSchema>;

/** What the running session forbids: the voice is fixed by its first audio, the speed by a running response. */
export interface UpdateCircumstances {
  configuration: SessionConfiguration;
  hasSpokenAudio: boolean;
  responseInProgress: boolean;
}

/** The update, or the error to send. Nothing of a refused update is applied. */
export function parseSessionUpdate(
  session: unknown,
  circumstances: UpdateCircumstances,
): { ok: true; update: SessionUpdate } | { ok: false; error: ProtocolError } {
  const parsed = sessionSchema.safeParse(session);
  if (!parsed.success) return { ok: false, error: toProtocolError(parsed.error, session, 'session') };
  const error = forbiddenNow(parsed.data, circumstances);
  return error === null ? { ok: true, update: parsed.data } : { ok: false, error };
}

function forbiddenNow(update: SessionUpdate, circumstances: UpdateCircumstances): ProtocolError | null {
  const { configuration } = circumstances;
  const { voice, speed } = update.audio?.output ?? {};
  if (update.model !== undefined && update.model !== configuration.model) {
    return refusal('invalid_value', 'The model of a session cannot change.', 'session.model');
  }
  const current = JSON.stringify(configuration.audio.output.voice);
  if (voice !== undefined && circumstances.hasSpokenAudio && JSON.stringify(voice) !== current) {
    const message = 'Cannot update a conversation’s voice if assistant audio is present.';
    return refusal('cannot_update_voice', message, 'session.audio.output.voice');
  }
  if (speed !== undefined && circumstances.responseInProgress && speed !== configuration.audio.output.speed) {
    const message = 'The speed cannot change while a response is in progress.';
    return refusal('invalid_value', message, 'session.audio.output.speed');
  }
  if (update.tracing !== undefined && configuration.tracing !== null) {
    return refusal('invalid_value', 'Tracing cannot change once it is on.', 'session.tracing');
  }
  const reasoning = update.reasoning !== undefined ? 'reasoning' : 'parallel_tool_calls';
  if (update[reasoning] !== undefined && !isReasoningModel(configuration.model)) {
    return refusal('invalid_value', `Only reasoning models take '${reasoning}'.`, `session.${reasoning}`);
  }
  return forbiddenTranscription(update.audio?.input?.transcription);
}

/** `gpt-realtime-2` and later in the family. */
function isReasoningModel(model: string): boolean {
  return /^gpt-realtime-[2-9]/.test(model) && !/^gpt-realtime-20\d\d/.test(model);
}

function forbiddenTranscription(transcription: z.infer<typeof transcriptionSchema> | null | undefined) {
  if (transcription === null || transcription === undefined) return null;
  const { model, keywords, languages, delay, prompt } = transcription;
  const refuse = (field: string) =>
    refusal(
      'invalid_value',
      `'${field}' is not supported by '${model}'.`,
      `session.audio.input.transcription.${field}`,
    );
  const takesKeywords = model === 'gpt-transcribe' || model === 'gpt-live-transcribe';
  if (keywords !== undefined && !takesKeywords) return refuse('keywords');
  if (languages !== undefined && !takesKeywords) return refuse('languages');
  if (delay !== undefined && model !== 'gpt-realtime-whisper') return refuse('delay');
  if (prompt !== undefined && model === 'gpt-realtime-whisper') return refuse('prompt');
  return null;
}

/** The configuration after an update: only what the update names changes, and lists and detectors as a whole. */
export function applySessionUpdate(
  current: SessionConfiguration,
  update: SessionUpdate,
): SessionConfiguration {
  const { audio, type: _type, model: _model, ...rest } = withoutUndefined(update);
  return {
    ...current,
    ...rest,
    audio: {
      input: { ...current.audio.input, ...withoutUndefined(mergedInput(current, audio?.input)) },
      output: { ...current.audio.output, ...withoutUndefined(audio?.output ?? {}) },
    },
  };
}

type InputUpdate = NonNullable<NonNullable<SessionUpdate['audio']>['input']>;

function mergedInput(current: SessionConfiguration, input: InputUpdate | undefined) {
  if (input === undefined) return {};
  const { turn_detection: detection, noise_reduction: reduction, ...rest } = input;
  return {
    ...rest,
    turn_detection: detection && withDetectionDefaults(detection),
    noise_reduction: reduction && {
      strength: current.audio.input.noise_reduction?.strength ?? 1,
      ...withoutUndefined(reduction),
    },
  };
}

function withDetectionDefaults(detection: z.infer<typeof turnDetectionSchema>) {
  return detection.type === 'server_vad'
    ? { ...SERVER_VAD, ...withoutUndefined(detection) }
    : { ...SEMANTIC_VAD, ...withoutUndefined(detection) };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
