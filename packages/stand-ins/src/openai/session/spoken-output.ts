import { splitSentences } from '../../voice/sentences.ts';
import { takeCounted } from '../faults.ts';
import type { MindAnswer, Mouth } from '../parts.ts';
import { bytesPerMs, fromMulaw } from '../protocol/audio-format.ts';
import type { ResponseResource } from '../protocol/server-event.ts';
import { toSpeechDeltas } from '../protocol/speech-deltas.ts';
import { audioMsForTokens } from '../protocol/usage.ts';
import type { OutputMessage } from './output-message.ts';
import type { SessionCore } from './session-core.ts';
import { waitFor } from './wait.ts';

/** One message of a response, as it is being spoken or written. */
export interface SpokenOutput {
  core: SessionCore;
  resource: ResponseResource;
  message: OutputMessage;
  mouth: Mouth;
  /** How many times faster than real time audio is sent. */
  speed: number;
  /** Aborted when the response is over. */
  signal: AbortSignal;
  /** A delta was sent. */
  onSent(): void;
}

/** Sends an answer in its own time. False when the limit on output tokens cut it short. */
export async function sendAnswer(out: SpokenOutput, answer: MindAnswer): Promise<boolean> {
  if (out.resource.output_modalities[0] === 'text') return write(out, answer.text);
  const startedAt = performance.now();
  // Sentence by sentence, so that the first one is on its way while the next is being synthesised.
  const parts = answer.audioMs === undefined ? splitSentences(answer.text) : [answer.text];
  for (const [index, part] of parts.entries()) {
    const text = index < parts.length - 1 ? `${part} ` : part;
    const audio = await speak(out, text, answer.audioMs);
    if (out.signal.aborted) return true;
    if (!(await stream(out, { text, audio, startedAt }))) return false;
  }
  return true;
}

/** Audio in the session's output format. */
async function speak(
  { resource, mouth, signal }: SpokenOutput,
  text: string,
  audioMs: number | undefined,
): Promise<Uint8Array> {
  const { format, voice } = resource.audio.output;
  const audio = await mouth.speak(text, {
    voice: typeof voice === 'string' ? voice : voice.id,
    signal,
    ...(audioMs === undefined ? {} : { audioMs }),
  });
  return fromMulaw(audio, format);
}

/** False when the limit on output tokens cut it short. */
async function stream(
  out: SpokenOutput,
  part: { text: string; audio: Uint8Array; startedAt: number },
): Promise<boolean> {
  const { core, resource, message, signal } = out;
  const perMs = bytesPerMs(resource.audio.output.format);
  for (const delta of toSpeechDeltas(part.text, part.audio, perMs, core.random)) {
    if (delta.kind === 'transcript') {
      message.sendTranscript(delta.text);
      continue;
    }
    if (message.audioMs + delta.bytes.length / perMs > audioLimitMs(out)) return false;
    message.next = delta.bytes;
    const stall = core.faults.stallAudio;
    const isDue = stall !== null && message.audioMs > 0 && message.audioMs >= stall.afterMs;
    if (isDue && takeCounted(stall) !== null && !(await waitFor(stall.forMs, signal))) return true;
    const aheadMs = message.audioMs / out.speed - (performance.now() - part.startedAt);
    if (!(await waitFor(Math.max(0, aheadMs), signal))) return true;
    message.sendAudio(delta.bytes);
    core.hasSpokenAudio = true;
    out.onSent();
  }
  return true;
}

async function write({ message, signal, onSent }: SpokenOutput, text: string): Promise<boolean> {
  for (const word of text.split(/(?<=\s)/)) {
    if (!(await waitFor(0, signal))) return true;
    message.sendText(word);
    onSent();
  }
  return true;
}

function audioLimitMs({ resource, message }: SpokenOutput): number {
  const limit = resource.max_output_tokens;
  return limit === 'inf' ? Number.POSITIVE_INFINITY : audioMsForTokens(limit - message.tokens.text);
}
