import type { Entry } from './conversation.ts';
import { textOf } from './conversation-item.ts';
import type { SessionConfiguration } from './session-configuration.ts';

/** Caller audio costs one token a 100 ms, assistant audio one a 50 ms (OpenAI guide "Managing costs"). */
const CALLER_AUDIO_MS_PER_TOKEN = 100;
const ASSISTANT_AUDIO_MS_PER_TOKEN = 50;
/** Rough but steady. What matters is that the figures grow as the real ones do. */
const CHARACTERS_PER_TOKEN = 4;

export interface Tokens {
  text: number;
  audio: number;
}

export interface Usage {
  total_tokens: number;
  input_tokens: number;
  output_tokens: number;
  input_token_details: {
    text_tokens: number;
    audio_tokens: number;
    image_tokens: number;
    cached_tokens: number;
    cached_tokens_details: { text_tokens: number; audio_tokens: number; image_tokens: number };
  };
  output_token_details: { text_tokens: number; audio_tokens: number };
}

/** One piece of the model's input. `key` changes with its content, so that equal prefixes can be found. */
export interface InputPiece extends Tokens {
  key: string;
}

/** Everything that is input to a response: instructions and tools, then the whole conversation. */
export function inputPieces(configuration: SessionConfiguration, entries: readonly Entry[]): InputPiece[] {
  const head = configuration.instructions + JSON.stringify(configuration.tools);
  return [
    { key: head, text: textTokens(head), audio: 0 },
    ...entries.map((entry) => ({ key: `${entry.item.id} ${entry.audioMs}`, ...tokensOf(entry) })),
  ];
}

/** Tokens of an item. Audio counts as audio, and its transcript is not input. */
function tokensOf(entry: Entry): Tokens {
  const { item, audioMs } = entry;
  if (entry.origin === 'caller') return { text: 0, audio: Math.ceil(audioMs / CALLER_AUDIO_MS_PER_TOKEN) };
  const spoken = item.type === 'message' && item.content[0]?.type === 'output_audio';
  const audio = spoken ? audioTokens(audioMs) : 0;
  return { text: textTokens(textOf(item)), audio };
}

export function textTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** Output tokens of assistant audio. */
export function audioTokens(audioMs: number): number {
  return Math.ceil(audioMs / ASSISTANT_AUDIO_MS_PER_TOKEN);
}

/** Milliseconds of assistant audio that a number of output tokens allows. */
export function audioMsForTokens(tokens: number): number {
  return tokens * ASSISTANT_AUDIO_MS_PER_TOKEN;
}

/**
 * The usage of one response. The input's common beginning with the previous response's input is cached. A changed
 * instruction or a truncated item ends the cached part there.
 */
export function usageOf(
  previous: readonly InputPiece[],
  input: readonly InputPiece[],
  output: Tokens,
): Usage {
  let common = 0;
  while (common < input.length && input[common]?.key === previous[common]?.key) common += 1;
  const cached = sum(input.slice(0, common));
  const all = sum(input);
  return {
    total_tokens: all.text + all.audio + output.text + output.audio,
    input_tokens: all.text + all.audio,
    output_tokens: output.text + output.audio,
    input_token_details: {
      text_tokens: all.text,
      audio_tokens: all.audio,
      image_tokens: 0,
      cached_tokens: cached.text + cached.audio,
      cached_tokens_details: { text_tokens: cached.text, audio_tokens: cached.audio, image_tokens: 0 },
    },
    output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
  };
}

function sum(pieces: readonly Tokens[]): Tokens {
  return pieces.reduce<Tokens>((all, one) => ({ text: all.text + one.text, audio: all.audio + one.audio }), {
    text: 0,
    audio: 0,
  });
}
