import type { ModelUse } from '@ringback/shared/contract/model-use';
import type { HeldConfiguration } from './interview/held-configuration.ts';
import type { PlanDraft } from './interview/plan-draft.ts';
import type { ModelTrouble } from './losses/model-trouble.ts';
import type { ReportModel } from './report/report-port.ts';

/**
 * What an engine is to the bridge, in the bridge's own words. An engine is one folder beside `domain/` that translates
 * between these words and its provider's protocol. `engine.ts` says which one runs. All audio is base64 of µ-law at 8
 * kHz. The engine chooses the ids of items and responses, which are unique over all sessions. A replayed item keeps
 * its id.
 */

/** A tool call of the model. `arguments` is JSON. */
export interface ToolCall {
  callId: string;
  name: string;
  arguments: string;
}

/** How a response ended. `incomplete`: the provider cut it off. */
export type ResponseStatus = 'completed' | 'cancelled' | 'incomplete' | 'failed';

/** What the bridge wants of a model session. */
export type ModelEffect =
  /** Answered by `model.confirmed` with these very instructions, once the model has them. */
  | { type: 'model.configure'; instructions: string; jobConfiguration: HeldConfiguration; withVoice: boolean }
  | { type: 'model.append'; payload: string }
  /** Ends the candidate's turn here, whatever the model thinks of it. */
  | { type: 'model.commit' }
  | { type: 'model.respond' }
  | { type: 'model.cancel'; responseId: string }
  /** The candidate has heard this much of the item, and will never hear more. */
  | { type: 'model.truncate'; itemId: string; heardMs: number }
  /** A note of the director's, not words of the candidate. */
  | { type: 'model.tell'; text: string }
  | { type: 'model.answer_tool'; callId: string; output: string }
  /** Tells this model session what was said in an earlier one. `previousItemId` is null at the very beginning. */
  | {
      type: 'model.replay';
      itemId: string;
      previousItemId: string | null;
      speaker: 'candidate' | 'interviewer';
      text: string;
    };

/** One piece of the interviewer's audio, base64 µ-law at 8 kHz, of any length. */
export interface ModelAudio {
  responseId: string;
  itemId: string;
  payload: string;
  audioMs: number;
}

/** What a model session tells the bridge. Times are in ms of the caller audio that this session was given. */
export type ModelInput =
  | { type: 'model.opened' }
  | { type: 'model.confirmed'; instructions: string }
  /** One more item of the conversation. `speaker` is null if neither side said it: a note or a tool call. */
  | {
      type: 'model.item_added';
      itemId: string;
      previousItemId: string | null;
      speaker: 'candidate' | 'interviewer' | null;
    }
  | { type: 'model.response_started'; responseId: string }
  | ({ type: 'model.audio' } & ModelAudio)
  | { type: 'model.words'; responseId: string; itemId: string; text: string }
  | { type: 'model.audio_finished'; responseId: string; itemId: string }
  /** `toolCalls` are those of the response. `trouble`: why it failed, if it did. */
  | {
      type: 'model.response_finished';
      responseId: string;
      status: ResponseStatus;
      toolCalls: readonly ToolCall[];
      trouble?: ModelTrouble;
    }
  | { type: 'model.speech_started'; itemId: string; atMs: number }
  | { type: 'model.speech_stopped'; itemId: string; atMs: number }
  | { type: 'model.transcribing'; itemId: string; text: string }
  /** `text` is null if the turn could not be understood. */
  | { type: 'model.transcribed'; itemId: string; text: string | null };

/** What a model does in a call. */
export type ModelRole = 'interviewer' | 'transcriber' | 'planner';

/** The use of one step of a model (a response, a transcribed turn, a plan), as on the record, without its price. */
export type StepUse = { by: ModelRole } & Partial<Omit<ModelUse, 'costUsd'>>;

export interface Rates {
  input: number;
  cached: number;
  output: number;
}

/** US dollars per million tokens. `perMinute`: a minute of audio, for transcription that is billed by time. */
export interface ModelPrice {
  text: Rates;
  audio: Rates;
  perMinute?: number | undefined;
}
export type Prices = Readonly<Record<string, ModelPrice>>;

/** A failure, described for the log in the model's own words: bounded, and without anything like a key. */
export interface ModelFailure {
  trouble: ModelTrouble;
  what: 'response' | 'transcription' | 'event';
  reason: string;
}

/** One thing that a model session reports. `type` names what was not understood. */
export type ModelReport =
  | { kind: 'input'; input: ModelInput; used?: StepUse; failure?: ModelFailure }
  | { kind: 'error'; failure: ModelFailure }
  | { kind: 'ignored'; type: string }
  | { kind: 'malformed'; type: string };

/** `trouble`: what the provider said when it refused or closed. Without it the connection was lost. */
export type OnModelLost = (reason: string, trouble?: ModelTrouble) => void;

/**
 * Listens to one model session, never in the same turn of the event loop in which it was opened. No report comes while
 * the session is being told something. After `onLost` nothing more comes.
 */
export interface ModelListener {
  onReport: (report: ModelReport) => void;
  onLost: OnModelLost;
}

/** One session of a model. It cannot be resumed: another one replaces a lost one. */
export interface ModelSession {
  /** Sends nothing before `model.opened`, or once the session is lost or closed. */
  send(effect: ModelEffect): void;
  /** After this the listener is told nothing more. */
  close(): void;
}

export type PlanAnswer = { used?: StepUse } & (
  | { outcome: 'draft'; draft: PlanDraft }
  | {
      outcome: 'failed';
      reason: 'too_slow' | 'unreachable' | 'refused' | 'incomplete' | 'refusal' | 'malformed' | 'stopped';
      /** What the provider says about it, such as a status or a code. */
      detail: string;
    }
);

/** Asks for the draft of a plan, within its own bound. Never rejects because of the provider. */
export type AskForPlan = (jobConfiguration: HeldConfiguration, signal: AbortSignal) => Promise<PlanAnswer>;

/** A kind of model with its provider, as one installation uses it. */
export interface ModelEngine {
  /** The names of its models, by which they are priced and logged. */
  readonly models: Readonly<Record<ModelRole, string>>;
  /** The known prices of its provider's models. */
  readonly prices: Prices;
  /** Its models that the provider will shut down, each with the day. */
  readonly announcedEnds: readonly { model: string; on: string }[];
  /** A stand-in on this machine takes the provider's place. */
  readonly isStandIn: boolean;
  /** Begins to open a session. It reports `model.opened` when it can be used, within seconds or never. */
  open(listener: ModelListener): ModelSession;
  /** Null: only rules make plans. */
  readonly askForPlan: AskForPlan | null;
  /** Null: reports have figures alone. */
  readonly reports: ReportModel | null;
}
