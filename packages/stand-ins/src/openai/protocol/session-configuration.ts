/**
 * The session's configuration in the GA form, as `session.created` and `session.updated` show it.
 * Fields and defaults: `openai` package, resources/realtime/realtime.d.ts, and the example of
 * `session.created` in OpenAI's guide "Realtime conversations".
 */

export type AudioFormat =
  | { type: 'audio/pcm'; rate: 24000 }
  | { type: 'audio/pcmu' }
  | { type: 'audio/pcma' };

interface ServerVad {
  type: 'server_vad';
  threshold: number;
  prefix_padding_ms: number;
  silence_duration_ms: number;
  idle_timeout_ms: number | null;
  create_response: boolean;
  interrupt_response: boolean;
}

interface SemanticVad {
  type: 'semantic_vad';
  eagerness: 'low' | 'medium' | 'high' | 'auto';
  create_response: boolean;
  interrupt_response: boolean;
}

export type TurnDetection = ServerVad | SemanticVad;

export interface Transcription {
  model?: string | undefined;
  language?: string | undefined;
  languages?: string[] | undefined;
  keywords?: string[] | undefined;
  prompt?: string | undefined;
  delay?: string | undefined;
}

export interface FunctionTool {
  type: 'function';
  name: string;
  description?: string | undefined;
  parameters?: unknown;
}

interface McpTool {
  type: 'mcp';
  server_label: string;
  [option: string]: unknown;
}

export type Tool = FunctionTool | McpTool;
export type ToolChoice = string | Record<string, unknown>;
export type VoiceName = string | { id: string };

export interface SessionConfiguration {
  type: 'realtime';
  object: 'realtime.session';
  id: string;
  model: string;
  output_modalities: ('audio' | 'text')[];
  instructions: string;
  tools: Tool[];
  tool_choice: ToolChoice;
  max_output_tokens: number | 'inf';
  tracing: unknown;
  prompt: unknown;
  /** When the session ends, in Unix seconds. */
  expires_at: number;
  audio: {
    input: {
      format: AudioFormat;
      transcription: Transcription | null;
      noise_reduction: { type: 'near_field' | 'far_field'; strength: number } | null;
      turn_detection: TurnDetection | null;
    };
    output: { format: AudioFormat; voice: VoiceName; speed: number };
  };
  include: string[] | null;
  truncation: unknown;
  reasoning?: unknown;
  parallel_tool_calls?: boolean | undefined;
}

/** The server's instructions when the client gives none. The real text differs. The field is what matters. */
const DEFAULT_INSTRUCTIONS = 'You are a helpful, witty and friendly assistant. Answer by voice, briefly.';

/** The configuration of a session that has just been opened. */
export function initialConfiguration(id: string, model: string, expiresAt: number): SessionConfiguration {
  return {
    type: 'realtime',
    object: 'realtime.session',
    id,
    model,
    output_modalities: ['audio'],
    instructions: DEFAULT_INSTRUCTIONS,
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    tracing: null,
    prompt: null,
    expires_at: expiresAt,
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24000 },
        transcription: null,
        noise_reduction: null,
        // The documented example shows 200 ms of silence, although the types give 500 as the default.
        turn_detection: { ...SERVER_VAD, silence_duration_ms: 200 },
      },
      output: { format: { type: 'audio/pcm', rate: 24000 }, voice: 'marin', speed: 1 },
    },
    include: null,
    truncation: 'auto',
  };
}

export const SERVER_VAD: ServerVad = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 500,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
};

export const SEMANTIC_VAD: SemanticVad = {
  type: 'semantic_vad',
  eagerness: 'auto',
  create_response: true,
  interrupt_response: true,
};
