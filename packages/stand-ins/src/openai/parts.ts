import type { Hearing, TurnDetector, Voice } from '../voice/types.ts';
import type { Entry, HeardTurn } from './protocol/conversation.ts';
import type { FunctionTool, SessionConfiguration } from './protocol/session-configuration.ts';

/** The three replaceable parts of the stand-in. The protocol around them is the same for all. */

/** Ears: when the caller speaks, and what was said. `hearing` null: only the fact of speech is known. */
export interface Ears {
  createTurnDetector(options: { hangoverMs: number }): TurnDetector | Promise<TurnDetector>;
  readonly hearing: Hearing | null;
  /** True: turns are decoded while they are spoken, which gives partial words. False: once, at their end. */
  readonly isIncremental: boolean;
}

/** The mouth: a voice that can be told how long the audio should be (scripted answers). */
export interface Mouth {
  speak(
    text: string,
    options?: { voice?: string; audioMs?: number; signal?: AbortSignal },
  ): Promise<Uint8Array>;
}

/** Uses a real voice as a mouth. */
export function mouthOf(voice: Voice): Mouth {
  return {
    speak: (text, { voice: name, signal } = {}) =>
      voice.speak(text, {
        ...(name === undefined ? {} : { voice: name }),
        ...(signal === undefined ? {} : { signal }),
      }),
  };
}

/** Why the model is asked to answer. */
export type Trigger = 'caller_turn' | 'client' | 'idle_timeout';

/** All a mind may know when it answers. */
export interface MindContext {
  trigger: Trigger;
  configuration: SessionConfiguration;
  /** Instructions of this response: the client's override, or the session's. */
  instructions: string;
  /** The override alone, null without one. */
  override: string | null;
  /** Functions that may be called now. Empty when the tool choice forbids them. */
  tools: readonly FunctionTool[];
  /** The conversation, or the items that the client gave this response in its place. */
  entries: readonly Entry[];
  /** What the caller said in an item. Null for items without caller audio. */
  heard(entry: Entry): Promise<HeardTurn | null>;
  /** Position in the caller's audio. */
  audioPositionMs: number;
  isSideResponse: boolean;
}

/** What the model says and calls. An empty text without calls is a valid answer too. */
export interface MindAnswer {
  text: string;
  /** Length of the audio, for mouths that accept one. */
  audioMs?: number;
  toolCalls?: readonly { name: string; arguments: unknown }[];
}

export interface Mind {
  /** Rejections become a response with status `failed`. */
  answer(context: MindContext, signal: AbortSignal): Promise<MindAnswer>;
  /** Words that the caller is likely to say, for the ears. */
  vocabulary?(configuration: SessionConfiguration): readonly string[];
}

/** Makes the parts of one session. */
export interface PartFactories {
  ears(sessionIndex: number): Ears;
  mouth(sessionIndex: number): Mouth;
  mind(sessionIndex: number): Mind;
}
