import { takeCounted } from '../faults.ts';
import type { Mind, MindAnswer, MindContext, Mouth } from '../parts.ts';
import type { ResponseResource, StatusDetails } from '../protocol/server-event.ts';
import type { Tokens } from '../protocol/usage.ts';
import { sendFunctionCall } from './function-call.ts';
import { OutputItems } from './output-items.ts';
import { OutputMessage } from './output-message.ts';
import type { SessionCore } from './session-core.ts';
import { sendAnswer } from './spoken-output.ts';
import { waitFor } from './wait.ts';

/** After a cancel, audio that was already on its way arrives this much later. */
const LATE_DELTA_MS = 5;

interface ResponseRunOptions {
  resource: ResponseResource;
  mind: Mind;
  mouth: Mouth;
  context: MindContext;
  /** How many times faster than real time audio is sent. */
  speed: number;
  /** False for side responses: their items stay out of the conversation. */
  isInConversation: boolean;
  /** Called once, before `response.done` is sent: fills in the usage. */
  settle(resource: ResponseResource, output: Tokens): void;
}

/** One response from `response.created` to `response.done`. Each is sent exactly once, whatever happens in between. */
export class ResponseRun {
  readonly resource: ResponseResource;
  /** Settles when the first delta was sent, or when the response is done without one. Never rejects. */
  readonly started: Promise<void>;
  /** Settles after `response.done`. Never rejects. */
  readonly done: Promise<void>;
  readonly #core: SessionCore;
  readonly #options: ResponseRunOptions;
  readonly #items: OutputItems;
  readonly #abort = new AbortController();
  readonly #markStarted: () => void;
  readonly #markDone: () => void;
  #callTokens = 0;
  #message: OutputMessage | null = null;
  #isOver = false;

  constructor(core: SessionCore, options: ResponseRunOptions) {
    this.#core = core;
    this.#options = options;
    this.resource = options.resource;
    this.#items = new OutputItems(core, options.resource, {
      isInConversation: options.isInConversation,
      atMs: options.context.audioPositionMs,
    });
    const started = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    this.started = started.promise;
    this.done = done.promise;
    this.#markStarted = started.resolve;
    this.#markDone = done.resolve;
    core.signal.addEventListener('abort', () => this.#leave(), { signal: this.#abort.signal });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get isInConversation(): boolean {
    return this.#options.isInConversation;
  }

  /** Audio sent so far. */
  get audioMs(): number {
    return this.#message?.audioMs ?? 0;
  }

  /** Sends `response.created` at once. Everything else follows in its own time. */
  start(): void {
    this.#core.emit({ type: 'response.created', response: structuredClone(this.resource) });
    this.#produce().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      this.#fail('server_error', message);
    });
  }

  /** Ends the response as cancelled, with all its closing events, before this returns. */
  cancel(reason: 'turn_detected' | 'client_cancelled'): void {
    if (this.#isOver) return;
    const late = this.#core.faults.lateDeltaAfterCancel ? this.#message?.takeUnsentDelta() : null;
    this.#message?.close('incomplete');
    this.#finish('cancelled', { type: 'cancelled', reason });
    if (late) setTimeout(() => this.#core.emit(late), LATE_DELTA_MS).unref();
  }

  async #produce(): Promise<void> {
    const { faults, random } = this.#core;
    const failure = takeCounted(faults.failResponses);
    if (failure !== null) {
      if (await waitFor(0, this.#abort.signal)) this.#fail(failure.code, failure.message);
      return;
    }
    const soundless = takeCounted(faults.soundlessResponses);
    if (soundless?.how === 'text') this.resource.output_modalities = ['text'];
    else if (soundless !== null) {
      if (await waitFor(0, this.#abort.signal)) this.#endWithoutSound(soundless.how);
      return;
    }
    const answer = await this.#options.mind.answer(this.#options.context, this.#abort.signal);
    if (!(await waitFor(faults.firstByteDelayMs, this.#abort.signal))) return;
    if (random.chance(faults.unknownEvents)) {
      const note = 'a client must live with types that it does not know';
      this.#core.emit({ type: 'response.stand_in_novelty', note });
    }
    const isWhole = answer.text === '' || (await this.#say(answer));
    if (this.#isOver) return;
    this.#message?.close(isWhole ? 'completed' : 'incomplete');
    if (!isWhole) {
      this.#finish('incomplete', { type: 'incomplete', reason: 'max_output_tokens' });
      return;
    }
    for (const call of answer.toolCalls ?? []) {
      this.#callTokens += sendFunctionCall(this.#core, this.#items, this.resource.id, call);
      this.#markStarted();
    }
    this.#finish('completed', null);
  }

  /** False when the limit on output tokens cut it short. */
  #say(answer: MindAnswer): Promise<boolean> {
    const { mouth, speed } = this.#options;
    const message = new OutputMessage(this.#core, this.#items, this.resource);
    this.#message = message;
    return sendAnswer(
      {
        core: this.#core,
        resource: this.resource,
        ...{ message, mouth, speed },
        signal: this.#abort.signal,
        onSent: this.#markStarted,
      },
      answer,
    );
  }

  #endWithoutSound(how: 'empty' | 'content_filter' | 'max_output_tokens'): void {
    if (how === 'empty') this.#finish('completed', null);
    else this.#finish('incomplete', { type: 'incomplete', reason: how });
  }

  #fail(code: string, message: string): void {
    this.#message?.close('incomplete');
    this.#finish('failed', { type: 'failed', error: { type: code, code, message } });
  }

  #finish(status: ResponseResource['status'], details: StatusDetails | null): void {
    if (this.#isOver) return;
    this.resource.status = status;
    this.resource.status_details = details;
    const spoken = this.#message?.tokens ?? { text: 0, audio: 0 };
    this.#options.settle(this.resource, { text: this.#callTokens + spoken.text, audio: spoken.audio });
    this.#core.emit({ type: 'response.done', response: structuredClone(this.resource) });
    this.#leave();
  }

  #leave(): void {
    this.#isOver = true;
    this.#abort.abort();
    this.#markStarted();
    this.#markDone();
  }
}
