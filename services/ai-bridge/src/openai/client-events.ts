import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type {
  ConversationItem,
  RealtimeClientEvent,
  RealtimeSessionCreateRequest,
} from 'openai/resources/realtime/realtime';
import { toolsFor } from '../domain/interview/interviewer-tools.ts';
import type { ModelEffect } from '../domain/model-port.ts';

/** The provider's voice for each voice that candidates choose. The same name when it is not listed. */
export type VoiceNames = Readonly<Partial<Record<JobConfiguration['voice'], string>>>;

/** A custom voice is named by its id (types of `openai` 7, realtime session). */
function toVoice(name: string): string | { id: string } {
  return name.startsWith('voice_') ? { id: name } : name;
}

/** How long a pause may be before it counts as the end of an answer. */
const eagerness: Record<JobConfiguration['patience'], 'low' | 'medium' | 'high'> = {
  patient: 'low',
  normal: 'medium',
  brisk: 'high',
};

/**
 * The session in the GA form. `type` is required, and µ-law formats carry no rate. Both turn detection flags are sent,
 * because the documents give different defaults for them (OpenAI guide "Realtime conversations", types of `openai` 7).
 * The voice cannot change after the first audio.
 */
function toSession(
  effect: Extract<ModelEffect, { type: 'model.configure' }>,
  transcriptionModel: string,
  voices: VoiceNames,
): RealtimeSessionCreateRequest {
  const { instructions, jobConfiguration, withVoice } = effect;
  return {
    type: 'realtime',
    instructions,
    output_modalities: ['audio'],
    audio: {
      input: {
        format: { type: 'audio/pcmu' },
        transcription: {
          model: transcriptionModel,
          language: jobConfiguration.language.split('-')[0] ?? jobConfiguration.language,
        },
        turn_detection: {
          type: 'semantic_vad',
          eagerness: eagerness[jobConfiguration.patience],
          // Both are ours to decide: only we know what was heard and what was no interruption.
          create_response: false,
          interrupt_response: false,
        },
      },
      output: {
        format: { type: 'audio/pcmu' },
        ...(withVoice ? { voice: toVoice(voices[jobConfiguration.voice] ?? jobConfiguration.voice) } : {}),
      },
    },
    tools: toolsFor(jobConfiguration).map((tool) => ({ type: 'function', ...tool })),
    tool_choice: 'auto',
    // Each response reads the whole conversation again. Beyond this its oldest part is left out, in large steps so
    // that the rest stays cached (OpenAI guide "Managing costs").
    truncation: {
      type: 'retention_ratio',
      retention_ratio: 0.7,
      token_limits: { post_instructions: 16_000 },
    },
  };
}

/**
 * A turn of an earlier session, as text, because audio of the assistant cannot be created (OpenAI guide "Realtime
 * conversations"). It keeps its id, so that the chain of items continues.
 */
function toReplayedItem({
  itemId,
  speaker,
  text,
}: Extract<ModelEffect, { type: 'model.replay' }>): ConversationItem {
  return speaker === 'candidate'
    ? { id: itemId, type: 'message', role: 'user', content: [{ type: 'input_text', text }] }
    : { id: itemId, type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] };
}

/** Translates what the bridge wants into a client event of the Realtime API. */
export function toClientEvent(
  effect: ModelEffect,
  transcriptionModel: string,
  voices: VoiceNames = {},
): RealtimeClientEvent {
  switch (effect.type) {
    case 'model.configure':
      return { type: 'session.update', session: toSession(effect, transcriptionModel, voices) };
    case 'model.append':
      return { type: 'input_audio_buffer.append', audio: effect.payload };
    case 'model.commit':
      return { type: 'input_audio_buffer.commit' };
    case 'model.respond':
      return { type: 'response.create' };
    case 'model.cancel':
      return { type: 'response.cancel', response_id: effect.responseId };
    case 'model.truncate':
      return {
        type: 'conversation.item.truncate',
        item_id: effect.itemId,
        content_index: 0,
        audio_end_ms: effect.heardMs,
      };
    case 'model.tell':
      return {
        type: 'conversation.item.create',
        item: { type: 'message', role: 'system', content: [{ type: 'input_text', text: effect.text }] },
      };
    case 'model.replay':
      return {
        type: 'conversation.item.create',
        previous_item_id: effect.previousItemId ?? 'root',
        item: toReplayedItem(effect),
      };
    case 'model.answer_tool':
      return {
        type: 'conversation.item.create',
        item: { type: 'function_call_output', call_id: effect.callId, output: effect.output },
      };
  }
}
