import type { RawData, WebSocket } from 'ws';
import { type Faults, takeCounted } from '../faults.ts';
import type { Ears, Mind, Mouth } from '../parts.ts';
import { parseClientEvent } from '../protocol/client-event.ts';
import { type ProtocolError, refusal } from '../protocol/protocol-error.ts';
import { createId, createRandom } from '../protocol/random.ts';
import type { ServerEvent } from '../protocol/server-event.ts';
import { initialConfiguration } from '../protocol/session-configuration.ts';
import type { PassedEvent, SessionRecord } from '../session-record.ts';
import { CallerTurns } from './caller-turns.ts';
import { ClientCommands } from './client-commands.ts';
import { EventLog } from './event-log.ts';
import { Responses } from './responses.ts';
import { SessionCore } from './session-core.ts';

interface RealtimeSessionOptions {
  socket: WebSocket;
  index: number;
  model: string;
  seed: number;
  faults: Faults;
  ears: Ears;
  mouth: Mouth;
  mind: Mind;
  speed: number;
  sessionLimitMs: number;
  keptEvents: number;
  onFailure(error: unknown): void;
}

/** How many of a session's last errors are remembered. */
const MAX_VIOLATIONS = 1000;

/** One connection: receives client events, has each answered, and keeps the record. */
export class RealtimeSession implements SessionRecord {
  readonly id: string;
  readonly index: number;
  readonly model: string;
  readonly violations: ProtocolError[] = [];
  readonly ended: Promise<{ code: number; reason: string }>;
  closed: { code: number; reason: string } | null = null;
  readonly #options: RealtimeSessionOptions;
  readonly #abort = new AbortController();
  readonly #received: EventLog;
  readonly #sent: EventLog;
  readonly #core: SessionCore;
  readonly #responses: Responses;
  readonly #caller: CallerTurns;
  readonly #commands: ClientCommands;
  readonly #expiry: NodeJS.Timeout;
  readonly #markEnded: (how: { code: number; reason: string }) => void;
  #sentCount = 0;
  #isMute = false;

  constructor(options: RealtimeSessionOptions) {
    this.#options = options;
    this.index = options.index;
    this.model = options.model;
    const ended = Promise.withResolvers<{ code: number; reason: string }>();
    this.ended = ended.promise;
    this.#markEnded = ended.resolve;
    const random = createRandom(options.seed);
    this.id = createId('sess', random);
    this.#received = new EventLog(options.keptEvents);
    this.#sent = new EventLog(options.keptEvents);
    const expiresAt = Math.floor((Date.now() + options.sessionLimitMs) / 1000);
    this.#core = new SessionCore({
      configuration: initialConfiguration(this.id, options.model, expiresAt),
      random,
      faults: options.faults,
      signal: this.#abort.signal,
      send: (event) => this.#send(event),
    });
    this.#responses = new Responses(this.#core, {
      mind: options.mind,
      mouth: options.mouth,
      speed: options.speed,
      audioPositionMs: () => this.#caller.positionMs,
      onDone: (run) => this.#caller.responseDone(run),
    });
    const { ears, mind, onFailure } = options;
    this.#caller = new CallerTurns(this.#core, { ears, mind, responses: this.#responses, onFailure });
    this.#commands = new ClientCommands(this.#core, this.#responses, this.#caller);
    this.#expiry = setTimeout(() => this.expire(), options.sessionLimitMs);
    options.socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    options.socket.on('close', (code, reason) => this.#end(code, reason.toString()));
    options.socket.on('error', options.onFailure);
    this.#core.emit({ type: 'session.created', session: structuredClone(this.#core.configuration) });
  }

  get session() {
    return this.#core.configuration;
  }
  get received(): readonly PassedEvent[] {
    return this.#received.events;
  }
  get sent(): readonly PassedEvent[] {
    return this.#sent.events;
  }
  get entries() {
    return this.#core.conversation.entries;
  }
  get items() {
    return this.entries.map((entry) => entry.item);
  }
  get replayedItems() {
    return this.items.filter((item) => this.#commands.replayedIds.includes(item.id));
  }
  get audioPositionMs(): number {
    return this.#caller.positionMs;
  }

  say(text: string, { durationMs = 1500 }: { durationMs?: number } = {}): void {
    this.#caller.beginSaying();
    this.#caller.endSaying(text, durationMs);
  }

  beginSaying(): void {
    this.#caller.beginSaying();
  }

  endSaying(text: string | null, { durationMs = 1500 }: { durationMs?: number } = {}): void {
    this.#caller.endSaying(text, durationMs);
  }

  waitForReceived(type: string, fits?: (event: PassedEvent) => boolean): Promise<PassedEvent> {
    return this.#received.waitFor(type, fits);
  }

  waitForSent(type: string, fits?: (event: PassedEvent) => boolean): Promise<PassedEvent> {
    return this.#sent.waitFor(type, fits);
  }

  close(code: 1000 | 1001 | 1006 | 1011 | 1012 = 1000): void {
    this.#closeWith(code);
  }

  mute(): void {
    this.#isMute = true;
  }

  expire(): void {
    this.#core.refuse(refusal('session_expired', 'Your session hit the maximum duration of 60 minutes.'));
    this.#closeWith(1001);
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#abort.signal.aborted) return;
    if (isBinary) {
      this.#core.refuse(refusal('invalid_event', 'Events are text messages.'));
      return;
    }
    const parsed = parseClientEvent(data.toString());
    if (!parsed.ok) {
      this.#core.refuse(parsed.error, parsed.eventId);
      return;
    }
    this.#received.add(parsed.event, 'audio');
    const error = this.#commands.apply(parsed.event);
    if (error !== null) this.#core.refuse(error, parsed.event.event_id ?? null);
  }

  #send(event: ServerEvent): void {
    const { faults, socket } = this.#options;
    if (event.type === 'error') this.#note(event.error);
    if (faults.mute || this.#isMute || socket.readyState !== socket.OPEN) return;
    const whole = { event_id: createId('event', this.#core.random), ...event };
    this.#sent.add(whole, 'delta');
    socket.send(JSON.stringify(whole));
    this.#sentCount += 1;
    const limit = faults.closeAfterEvents;
    if (limit === null || this.#sentCount < limit.events || takeCounted(limit) === null) return;
    this.#closeWith(limit.code);
  }

  #note(error: ProtocolError): void {
    this.violations.push(error);
    if (this.violations.length > MAX_VIOLATIONS) this.violations.shift();
  }

  #closeWith(code: number): void {
    if (code === 1006) this.#options.socket.terminate();
    else this.#options.socket.close(code);
  }

  #end(code: number, reason: string): void {
    if (this.closed !== null) return;
    this.closed = { code, reason };
    clearTimeout(this.#expiry);
    this.#abort.abort();
    // The record stays, but its audio, up to 29 MB an hour, does not.
    for (const entry of this.entries) entry.audio = null;
    this.#received.close();
    this.#sent.close();
    this.#markEnded(this.closed);
  }
}
