import type { Entry } from './conversation.ts';
import { type ProtocolError, refusal } from './protocol-error.ts';

/**
 * Cuts an assistant's audio message where it was last heard, or returns the error to send. Messages and codes are as
 * captured in public reports of `conversation.item.truncate` (livekit/agents#6158,
 * twilio-samples/speech-assistant-openai-realtime-api-python#45).
 */
export function truncateEntry(
  entry: Entry | undefined,
  contentIndex: number,
  audioEndMs: number,
): ProtocolError | null {
  if (entry === undefined) {
    return refusal(
      'item_truncate_invalid_item_id',
      'Error truncating item: the item does not exist.',
      'item_id',
    );
  }
  const part = entry.item.type === 'message' ? entry.item.content[contentIndex] : undefined;
  const isModelAudio = entry.origin === 'model' && part?.type === 'output_audio' && entry.audioMs > 0;
  if (!isModelAudio || part === undefined) {
    return refusal(
      'unsupported_content_type',
      'Only model output audio messages can be truncated.',
      'item_id',
    );
  }
  if (audioEndMs > entry.audioMs) {
    const message = `Audio content of ${Math.floor(entry.audioMs)}ms is already shorter than ${audioEndMs}ms`;
    return refusal('invalid_value', message, 'audio_end_ms');
  }
  part.transcript = heardPart(part.transcript, audioEndMs / entry.audioMs);
  entry.audioMs = audioEndMs;
  return null;
}

/** The words that fit into the heard share of the audio. Without the times of the words there is no better guess. */
export function heardPart(transcript: string, share: number): string {
  if (share >= 1) return transcript;
  const end = transcript.length * Math.max(0, share);
  let kept = '';
  for (const word of transcript.split(/(?<=\s)/)) {
    if (kept.length + word.trimEnd().length > end) break;
    kept += word;
  }
  return kept.trimEnd();
}
