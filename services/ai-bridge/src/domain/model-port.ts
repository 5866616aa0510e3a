import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { ModelUse } from '@ringback/shared/contract/model-use';
import type { PlanDraft } from './interview/plan-draft.ts';
import type { ModelTrouble } from './losses/model-trouble.ts';
import type { ReportModel } from './report/report-port.ts';

/**
 * What an engine is to the bridge, in the bridge's own words. An engine is one folder beside `domain/` that translates
 * between these words and the protocol of its provider; `engine.ts` says which one runs. All audio is base64 of µ-law at
 * 8 kHz. Ids of items and responses are the engine's to choose, and unique over all sessions; a replayed item keeps its id.
 */

/** A tool that the model has called; `arguments` is JSON. */
export interface ToolCall {
  callId: string;
  name: string;
  arguments: string;
}

/** How a response ended. `incomplete`: the provider has cut it off. */
export type ResponseStatus = 'completed' | 'cancelled' | 'incomplete' | 'failed';

/** What the bridge wants of a model session. */
export type ModelEffect =
  /** Answered by `model.confirmed` with these very instructions, once the model has them. */
  | { type: 'model.configure'; instructions: string; jobConfiguration: JobConfiguration; withVoice: boolean }
  | { type: 'model.append'; payload: string }
  /** The candidate's turn ends here, whatever the model thinks of it. */
  | { type: 'model.commit' }
  | { type: 'model.respond' }
  | { type: 'model.cancel'; responseId: string }
  /** The candidate has heard so much of this item, and never will hear more. */
  | { type: 'model.truncate'; itemId: string; heardMs: number }
  /** A note of the director's: no words of the candidate. */
  | { type: 'model.tell'; text: string }
  | { type: 'model.answer_tool'; callId: string; output: string }
  /** Tells this model session what was said in an earlier one; `previousItemId` null: at the very beginning. */
  | {
      type: 'model.replay';
      itemId: string;
      previousItemId: string | null;
      speaker: 'candidate' | 'interviewer';
      text: string;
    };

/** What a model session tells the bridge. Times are ms of the caller's audio that this session was given. */
export type ModelInput =
  | { type: 'model.opened' }
  | { type: 'model.confirmed'; instructions: string }
  /** One more item of the conversation; `speaker` null: neither said it: a note, the call of a tool. */
  | {
      type: 'model.item_added';
      itemId: string;
      previousItemId: string | null;
      speaker: 'candidate' | 'interviewer' | null;
    }
  | { type: 'model.response_started'; responseId: string }
  | { type: 'model.audio'; responseId: string; itemId: string; payload: string; audioMs: number }
  | { type: 'model.words'; responseId: string; itemId: string; text: string }
  | { type: 'model.audio_finished'; responseId: string; itemId: string }
  /** `toolCalls` are those of the response; `trouble`: why it failed, where it did. */
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
  /** `text` null: the turn could not be understood. */
  | { type: 'model.transcribed'; itemId: string; text: string | null };

/** What a model does in a call. */
export type ModelRole = 'interviewer' | 'transcriber' | 'planner';

/** What one step of a model has used (a response, a transcribed turn, a plan): as on the record, without its price. */
export type StepUse = { by: ModelRole } & Partial<Omit<ModelUse, 'costUsd'>>;

export interface Rates {
  input: number;
  cached: number;
  output: number;
}

/** US dollars per million tokens; `perMinute`: of audio, for transcription that is billed by time. */
export interface ModelPrice {
  text: Rates;
  audio: Rates;
  perMinute?: number | undefined;
}
export type Prices = Readonly<Record<string, ModelPrice>>;

/** Something that did not work, and what it says of itself, for the log: bounded, and without anything like a key. */
export interface ModelFailure {
  trouble: ModelTrouble;
  what: 'response' | 'transcription' | 'event';
  reason: string;
}

/** One thing that a model session says; `type` names what was not understood. */
export type ModelReport =
  | { kind: 'input'; input: ModelInput; used?: StepUse; failure?: ModelFailure }
  | { kind: 'error'; failure: ModelFailure }
  | { kind: 'ignored'; type: string }
  | { kind: 'malformed'; type: string };

/** `trouble`: what the provider said when it refused or closed; without it the connection was lost. */
export type OnModelLost = (reason: string, trouble?: ModelTrouble) => void;

/** Hears of one model session, never in the turn in which it was opened. After `onLost` nothing more comes. */
export interface ModelListener {
  onReport: (report: ModelReport) => void;
  onLost: OnModelLost;
}

/** One session of a model. There is no resuming: a lost one is replaced by another. */
export interface ModelSession {
  /** Before `model.opened`, and once it is lost or closed, nothing is sent. */
  send(effect: ModelEffect): void;
  /** Nothing is told any more. */
  close(): void;
}

export type PlanAnswer = { used?: StepUse } & (
  | { outcome: 'draft'; draft: PlanDraft }
  | {
      outcome: 'failed';
      reason: 'too_slow' | 'unreachable' | 'refused' | 'incomplete' | 'refusal' | 'malformed' | 'stopped';
      /** What the provider says of it: a status, a code. */
      detail: string;
    }
);

/** Asks for the draft of a plan, within a bound of its own. Never rejects for anything that the provider does. */
export type AskForPlan = (jobConfiguration: JobConfiguration, signal: AbortSignal) => Promise<PlanAnswer>;

/** A kind of model with its provider, as one installation uses it. */
export interface ModelEngine {
  /** The names of its models, by which they are priced and logged. */
  readonly models: Readonly<Record<ModelRole, string>>;
  /** What its provider is known to ask for its models. */
  readonly prices: Prices;
  /** Models of it that the provider will shut down, with the day. */
  readonly announcedEnds: readonly { model: string; on: string }[];
  /** A stand-in on this machine takes the provider's place. */
  readonly isStandIn: boolean;
  /** Begins to open a session; it says `model.opened` when it can be used, within seconds or never. */
  open(listener: ModelListener): ModelSession;
  /** Null: plans are made by rules alone. */
  readonly askForPlan: AskForPlan | null;
  /** Null: reports have figures alone. */
  readonly reports: ReportModel | null;
}
