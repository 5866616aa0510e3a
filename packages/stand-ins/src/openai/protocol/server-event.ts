import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime';
import type { ConversationItem } from './conversation-item.ts';
import type { ProtocolError } from './protocol-error.ts';
import type { AudioFormat, SessionConfiguration, VoiceName } from './session-configuration.ts';
import type { Usage } from './usage.ts';

/** The response as `response.created` and `response.done` show it. */
export interface ResponseResource {
  id: string;
  object: 'realtime.response';
  status: 'in_progress' | 'completed' | 'cancelled' | 'failed' | 'incomplete';
  status_details: StatusDetails | null;
  output: ConversationItem[];
  conversation_id: string | null;
  output_modalities: ('audio' | 'text')[];
  max_output_tokens: number | 'inf';
  audio: { output: { format: AudioFormat; voice: VoiceName } };
  usage: Usage | null;
  metadata: Record<string, string> | null;
}

export type StatusDetails =
  | { type: 'cancelled'; reason: 'turn_detected' | 'client_cancelled' }
  | { type: 'incomplete'; reason: 'max_output_tokens' | 'content_filter' }
  | { type: 'failed'; error: { type: string; code: string; message: string } };

/**
 * Events that the official types describe more narrowly than the real protocol (null where they allow only "absent"),
 * so they are described here.
 */
type OwnEvent =
  | { type: 'session.created' | 'session.updated'; session: SessionConfiguration }
  | { type: 'response.created' | 'response.done'; response: ResponseResource }
  | {
      type: 'conversation.item.added' | 'conversation.item.done';
      item: ConversationItem;
      previous_item_id: string | null;
    }
  | { type: 'conversation.item.retrieved'; item: ConversationItem }
  | {
      type: 'response.output_item.added' | 'response.output_item.done';
      response_id: string;
      output_index: number;
      item: ConversationItem;
    }
  | { type: 'error'; error: ProtocolError & { event_id: string | null } }
  /** A type that no client knows. The real API adds new ones without notice. */
  | { type: 'response.stand_in_novelty'; note: string };

type WithoutEventId<Event> = Event extends unknown ? Omit<Event, 'event_id'> : never;

/** What the stand-in sends, before it gets its `event_id`. Everything else is checked against the official types. */
export type ServerEvent = OwnEvent | WithoutEventId<Exclude<RealtimeServerEvent, { type: OwnEvent['type'] }>>;
