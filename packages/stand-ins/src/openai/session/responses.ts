import type { Mind, MindContext, Mouth, Trigger } from '../parts.ts';
import type { Entry } from '../protocol/conversation.ts';
import { parseItem } from '../protocol/conversation-item.ts';
import { type ProtocolError, refusal } from '../protocol/protocol-error.ts';
import type { ResponseParameters } from '../protocol/response-parameters.ts';
import type { ResponseResource } from '../protocol/server-event.ts';
import type { FunctionTool, Tool, ToolChoice } from '../protocol/session-configuration.ts';
import { type InputPiece, inputPieces, usageOf } from '../protocol/usage.ts';
import { ResponseRun } from './response-run.ts';
import type { SessionCore } from './session-core.ts';

/** How many responses outside the conversation may run at a time. */
const MAX_SIDE_RESPONSES = 8;

interface ResponsesOptions {
  mind: Mind;
  mouth: Mouth;
  speed: number;
  audioPositionMs(): number;
  /** A response of the conversation is done. */
  onDone(run: ResponseRun): void;
}

/** The responses of a session: at most one in the conversation, and a few beside it. */
export class Responses {
  readonly #core: SessionCore;
  readonly #options: ResponsesOptions;
  readonly #side = new Set<ResponseRun>();
  #active: ResponseRun | null = null;
  #previousInput: InputPiece[] = [];
  #tokensLeft = 250_000;
  #requestsLeft = 1000;

  constructor(core: SessionCore, options: ResponsesOptions) {
    this.#core = core;
    this.#options = options;
  }

  /** The running response of the conversation. */
  get active(): ResponseRun | null {
    return this.#active;
  }

  /** Starts a response, or returns the error to send. */
  create(trigger: Trigger, parameters: ResponseParameters = {}): ResponseRun | ProtocolError {
    const isInConversation = parameters.conversation !== 'none';
    if (isInConversation && this.#active !== null) {
      const message = `Conversation already has an active response in progress: ${this.#active.resource.id}.`;
      return refusal('conversation_already_has_active_response', message);
    }
    if (!isInConversation && this.#side.size >= MAX_SIDE_RESPONSES) {
      return { ...refusal('rate_limit_exceeded', 'Too many responses at a time.'), type: 'rate_limit_error' };
    }
    const entries = this.#inputEntries(parameters);
    if (!Array.isArray(entries)) return entries;
    const context = this.#context(trigger, parameters, entries);
    const ratesFirst = this.#core.random.chance(0.5);
    const run = new ResponseRun(this.#core, {
      resource: this.#resource(parameters),
      mind: this.#options.mind,
      mouth: this.#options.mouth,
      speed: this.#options.speed,
      context,
      isInConversation,
      settle: (resource, output) => {
        const input = inputPieces(
          { ...this.#core.configuration, instructions: context.instructions },
          entries,
        );
        resource.usage = usageOf(isInConversation ? this.#previousInput : [], input, output);
        if (isInConversation) this.#previousInput = input;
        this.#tokensLeft -= resource.usage.total_tokens;
      },
    });
    if (isInConversation) this.#active = run;
    else this.#side.add(run);
    this.#requestsLeft -= 1;
    run.start();
    if (ratesFirst) this.#sendRateLimits();
    run.done.then(() => {
      if (this.#active === run) this.#active = null;
      this.#side.delete(run);
      if (!ratesFirst) this.#sendRateLimits();
      if (isInConversation) this.#options.onDone(run);
    });
    return run;
  }

  /** Cancels the conversation's running response, or the named one. Returns the error to send. */
  cancel(reason: 'turn_detected' | 'client_cancelled', responseId?: string): ProtocolError | null {
    const candidates = responseId === undefined ? [this.#active] : [this.#active, ...this.#side];
    const run = candidates.find((one) => one !== null && (responseId ?? one.resource.id) === one.resource.id);
    if (!run || run.isOver) {
      return refusal('response_cancel_not_active', 'Cancellation failed: no active response found');
    }
    run.cancel(reason);
    if (this.#active === run) this.#active = null;
    return null;
  }

  #inputEntries(parameters: ResponseParameters): Entry[] | ProtocolError {
    if (parameters.input === undefined) return [...this.#core.conversation.entries];
    const entries: Entry[] = [];
    for (const [index, input] of parameters.input.entries()) {
      const root = `response.input[${index}]`;
      if (input.type === 'item_reference') {
        const entry = this.#core.conversation.find(String(input.id));
        if (entry === undefined)
          return refusal('invalid_value', `Item '${input.id}' does not exist.`, `${root}.id`);
        entries.push(entry);
        continue;
      }
      const parsed = parseItem(input, root, (prefix) => this.#core.newId(prefix));
      if (!parsed.ok) return parsed.error;
      entries.push({ item: parsed.item, origin: 'client', audioMs: 0, atMs: 0, heard: null, audio: null });
    }
    return entries;
  }

  #context(trigger: Trigger, parameters: ResponseParameters, entries: Entry[]): MindContext {
    const { configuration } = this.#core;
    const tools = parameters.tools ?? configuration.tools;
    return {
      trigger,
      configuration,
      instructions: parameters.instructions ?? configuration.instructions,
      override: parameters.instructions ?? null,
      tools: callable(tools, parameters.tool_choice ?? configuration.tool_choice),
      entries,
      heard: async (entry) => entry.heard,
      audioPositionMs: this.#options.audioPositionMs(),
      isSideResponse: parameters.conversation === 'none',
    };
  }

  #resource(parameters: ResponseParameters): ResponseResource {
    const { configuration } = this.#core;
    const { output } = configuration.audio;
    return {
      id: this.#core.newId('resp'),
      object: 'realtime.response',
      status: 'in_progress',
      status_details: null,
      output: [],
      conversation_id: parameters.conversation === 'none' ? null : this.#core.conversationId,
      output_modalities: parameters.output_modalities ?? configuration.output_modalities,
      max_output_tokens: parameters.max_output_tokens ?? configuration.max_output_tokens,
      audio: {
        output: {
          format: parameters.audio?.output?.format ?? output.format,
          voice: parameters.audio?.output?.voice ?? output.voice,
        },
      },
      usage: null,
      metadata: parameters.metadata ?? null,
    };
  }

  /** The real API sends these at the beginning or at the end of a response. The stand-in chooses at random. */
  #sendRateLimits(): void {
    const remaining = Math.max(0, this.#tokensLeft);
    this.#core.emit({
      type: 'rate_limits.updated',
      rate_limits: [
        { name: 'requests', limit: 1000, remaining: Math.max(0, this.#requestsLeft), reset_seconds: 0.06 },
        { name: 'tokens', limit: 250_000, remaining, reset_seconds: (250_000 - remaining) / 250_000 },
      ],
    });
  }
}

/** The functions that a tool choice allows. */
function callable(tools: readonly Tool[], choice: ToolChoice): FunctionTool[] {
  if (choice === 'none') return [];
  const functions = tools.filter((tool) => tool.type === 'function');
  const name = typeof choice === 'string' ? undefined : choice.name;
  return typeof name === 'string' ? functions.filter((tool) => tool.name === name) : functions;
}
