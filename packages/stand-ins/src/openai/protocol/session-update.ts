import { type ProtocolError, refusal, toProtocolError } from './protocol-error.ts';
import { SEMANTIC_VAD, SERVER_VAD, type SessionConfiguration } from './session-configuration.ts';
import {
  type SessionUpdate,
  sessionSchema,
  type TranscriptionUpdate,
  type TurnDetectionUpdate,
} from './session-schema.ts';

/** What the running session forbids: its first audio fixes the voice, and a running response the speed. */
interface UpdateCircumstances {
  configuration: SessionConfiguration;
  hasSpokenAudio: boolean;
  responseInProgress: boolean;
}

/** The update, or the error to send. No part of a refused update is applied. */
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

function forbiddenTranscription(transcription: TranscriptionUpdate | null | undefined) {
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

/** The configuration after an update. Only the named fields change, and lists and detectors as a whole. */
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

function withDetectionDefaults(detection: TurnDetectionUpdate) {
  return detection.type === 'server_vad'
    ? { ...SERVER_VAD, ...withoutUndefined(detection) }
    : { ...SEMANTIC_VAD, ...withoutUndefined(detection) };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Defined<T>;
}
