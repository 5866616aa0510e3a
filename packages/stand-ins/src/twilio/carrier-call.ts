import type { EventEmitter } from 'node:events';
import type { CandidateBehaviour, OnTheLine } from '../candidate/candidate-behaviour.ts';
import type { MediaStreamClient, StreamClosed } from '../candidate/media-stream.ts';
import type { ScriptedSpeaker } from '../candidate/scripted-speaker.ts';
import type { CarrierErrorCode } from './carrier-errors.ts';
import type { CallbackEvent, TwilioFaults } from './faults.ts';
import type { SignedRequestRecord, Signer } from './signed-request.ts';
import type { Method } from './twiml-verbs.ts';

/** Twilio docs, "Call resource". Only callbacks mention `initiated`. */
export const endedStatuses = ['completed', 'busy', 'failed', 'no-answer', 'canceled'] as const;
export type EndedStatus = (typeof endedStatuses)[number];
export type CallStatus = 'queued' | 'ringing' | 'in-progress' | EndedStatus;

/** What the stand-in's parts share. */
export interface Carrier extends Signer {
  accountSid: string;
  faults: TwilioFaults;
  /** Factor on every wait outside of media: ringing, prompts, pauses, gathers, the callee's answer and keys. */
  timeScale: number;
  msPerCharacter: number;
  /** From the creation of a call to the first ring. */
  setupMs: number;
  /** Aborted when the stand-in closes. */
  signal: AbortSignal;
}

/** Where the next TwiML document comes from. */
export type TwimlSource =
  | { type: 'document'; twiml: string }
  | { type: 'url'; url: string; method: Method; params?: Readonly<Record<string, string>> };

/** What was requested when the call was created or came in. */
export interface CallOrder {
  direction: 'outbound-api' | 'inbound';
  to: string;
  from: string;
  /** Two letters, sent with every request when the carrier knows the country. */
  fromCountry?: string;
  voice: TwimlSource;
  fallback: TwimlSource | null;
  statusCallback: { url: string; method: Method; events: readonly CallbackEvent[] } | null;
  ringTimeoutMs: number;
  timeLimitMs: number | null;
  /** Where asynchronous detection posts its verdict on who answered. */
  detectionCallback: { url: string; method: Method } | null;
}

export interface StatusCallbackRecord {
  event: CallbackEvent;
  status: string;
  sequenceNumber: number;
  /** One for each time it was sent. Empty when a fault suppressed it. */
  requests: SignedRequestRecord[];
}

export interface PromptRecord {
  text: string;
  /** As `<Say>` names it; null: the carrier's default. */
  language: string | null;
  voice: string | null;
  startedAt: number;
  /** False while it is spoken, and when a key or the end of the call cut it. */
  isWhole: boolean;
}

export interface GatherRecord {
  numDigits: number | null;
  startedAt: number;
  /** Null until it is over. */
  digits: string | null;
}

export interface StreamRecord {
  /** The public address, without a query. */
  url: string;
  name: string | null;
  parameters: Readonly<Record<string, string>>;
  openedAt: number | null;
  /** Null when the stream was refused. */
  client: MediaStreamClient | null;
  speaker: ScriptedSpeaker | null;
  closed: StreamClosed | null;
}

/** A stream that was not refused. */
export type OpenStreamRecord = StreamRecord & { client: MediaStreamClient };

export type RecordingEvent = 'in-progress' | 'completed';

/** A recording that was started by REST (docs, "Recordings resource"). No audio is kept. */
export interface RecordingRecord {
  readonly sid: string;
  status: 'in-progress' | 'paused' | 'stopped' | 'completed';
  readonly channels: '1' | '2';
  readonly track: string;
  readonly startedAt: number;
  endedAt: number | null;
  readonly callback: { url: string; method: Method; events: readonly RecordingEvent[] } | null;
}

export interface CallErrorRecord {
  code: CarrierErrorCode;
  detail: string;
}

export interface CarrierCallEvents {
  status: [CallStatus];
  /** A key that was pressed while no stream was open. */
  key: [digit: string];
  stream: [StreamRecord];
  callback: [StatusCallbackRecord];
  noted: [CallErrorRecord];
}

/** One call as the carrier sees it: everything that a test may want to examine, and what the callee can do. */
export interface CarrierCall {
  readonly sid: string;
  readonly order: CallOrder;
  readonly behaviour: CandidateBehaviour;
  readonly candidate: OnTheLine;
  readonly createdAt: number;
  status: CallStatus;
  answeredAt: number | null;
  endedAt: number | null;
  answeredBy: string | null;
  sipResponseCode: number | null;
  readonly statuses: { status: CallStatus; at: number }[];
  /** Requests for TwiML, in order. */
  readonly webhooks: SignedRequestRecord[];
  readonly callbacks: StatusCallbackRecord[];
  readonly prompts: PromptRecord[];
  readonly gathers: GatherRecord[];
  readonly streams: StreamRecord[];
  readonly recordings: RecordingRecord[];
  readonly errors: CallErrorRecord[];
  readonly events: EventEmitter<CarrierCallEvents>;
  /** Resolves when the call is over and its last callback was answered, or a fault suppressed or delayed it. */
  readonly ended: Promise<EndedStatus>;
  /** Resolves as soon as the call has reached that state. Rejects when the call ended without it. */
  reached(status: CallStatus): Promise<void>;
  /** Resolves with an open media stream, 0 for the call's first. Rejects when the call ended without it. */
  streamOpened(index?: number): Promise<OpenStreamRecord>;
  /** The callee answers, or taps "reject". Only when the callee behaves by hand. */
  pickUp(): void;
  decline(): void;
  /** Speaks prompts. Without it they last as long as their text and are not heard. Rejects when cut. */
  voice: ((text: string, signal: AbortSignal) => Promise<void>) | null;
  /** The callee hangs up. */
  hangUp(): void;
  /** The callee presses keys now: into the open stream, otherwise into the running `<Gather>`. */
  press(digits: string): void;
}

export function isEnded(status: CallStatus): status is EndedStatus {
  return endedStatuses.some((ended) => ended === status);
}

/** Notes an error or warning of a running call. */
export function noteError(call: CarrierCall, code: CarrierErrorCode, detail: string): void {
  const record = { code, detail: detail.slice(0, 300) };
  call.errors.push(record);
  call.events.emit('noted', record);
}

/** The form fields that every request of a call carries (docs, "TwiML for Programmable Voice"). */
export function toCallParams(carrier: Carrier, call: CarrierCall): Record<string, string> {
  const { to, from, fromCountry, direction } = call.order;
  return {
    AccountSid: carrier.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: call.sid,
    CallStatus: call.status,
    Called: to,
    Caller: from,
    Direction: direction,
    From: from,
    ...(fromCountry === undefined ? {} : { FromCountry: fromCountry }),
    To: to,
  };
}
