import type { TranscriptionTiming } from '../faults.ts';
import type { Entry } from '../protocol/conversation.ts';
import type { ResponseRun } from './response-run.ts';
import type { SessionCore } from './session-core.ts';

/** Sends words of a turn that is still being spoken. `speech_started` has announced the item's id. */
export function sendPartial(core: SessionCore, itemId: string, words: string): void {
  if (core.configuration.audio.input.transcription === null || core.faults.transcription === 'failed') return;
  const type = 'conversation.item.input_audio_transcription.delta';
  core.emit({ type, item_id: itemId, content_index: 0, delta: `${words} ` });
}

/**
 * Sends what a caller's turn said, once it is known and the switch allows it. The real transcription runs beside the
 * answer and may come before, during or after it. Resolves when it was sent.
 */
export async function publishTranscription(
  core: SessionCore,
  entry: Entry,
  answer: ResponseRun | null,
  timing: TranscriptionTiming,
): Promise<void> {
  const { transcription } = core.configuration.audio.input;
  if (transcription === null) return;
  const heard = await entry.heard;
  if (timing === 'during_answer') await answer?.started;
  if (timing === 'after_answer') await answer?.done;
  const ids = { item_id: entry.item.id, content_index: 0 };
  if (timing === 'failed' || heard === null || heard.text === null) {
    const message = timing === 'failed' ? 'Transcription failed.' : 'No speech recogniser is available.';
    const error = { type: 'transcription_error', code: 'audio_unintelligible', message };
    core.emit({ type: 'conversation.item.input_audio_transcription.failed', ...ids, error });
    return;
  }
  const part = entry.item.type === 'message' ? entry.item.content[0] : undefined;
  if (part?.type === 'input_audio') part.transcript = heard.text;
  core.emit({
    type: 'conversation.item.input_audio_transcription.completed',
    ...ids,
    transcript: heard.text,
    usage: { type: 'duration', seconds: Math.ceil(heard.durationMs / 1000) },
  });
}
