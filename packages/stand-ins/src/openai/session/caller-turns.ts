import type { Ears, Mind } from '../parts.ts';
import { toMulaw } from '../protocol/audio-format.ts';
import { CallerAudio } from '../protocol/caller-audio.ts';
import type { Entry, HeardTurn } from '../protocol/conversation.ts';
import { hangoverMs, prefixPaddingMs } from '../protocol/hangover.ts';
import { type ProtocolError, refusal } from '../protocol/protocol-error.ts';
import { type CallerTurn, commitTurn } from './committed-turn.ts';
import { IdleClock } from './idle-clock.ts';
import type { ResponseRun } from './response-run.ts';
import type { Responses } from './responses.ts';
import type { SessionCore } from './session-core.ts';
import { TurnAnswers } from './turn-answers.ts';
import { startHearing } from './turn-hearing.ts';
import { type SensedEdge, TurnSensing } from './turn-sensing.ts';

/**
 * How much past audio is kept while the caller is silent, because a detector notices speech some time after its
 * beginning.
 */
const LOOK_BACK_MS = 1500;
/** The API refuses shorter commits. */
const SHORTEST_COMMIT_MS = 100;

interface CallerTurnsOptions {
  ears: Ears;
  mind: Mind;
  responses: Responses;
  onFailure(error: unknown): void;
}

/** The caller's side of the conversation: audio in, turns out. */
export class CallerTurns {
  readonly #core: SessionCore;
  readonly #options: CallerTurnsOptions;
  readonly #audio = new CallerAudio();
  readonly #sensing: TurnSensing;
  #turn: CallerTurn | null = null;
  readonly #idle = new IdleClock();
  readonly #answers: TurnAnswers;

  constructor(core: SessionCore, options: CallerTurnsOptions) {
    this.#core = core;
    this.#options = options;
    this.#sensing = new TurnSensing(
      options.ears,
      (edge) => this.#onEdge(edge),
      (error) => this.#onDeaf(error),
    );
    this.#answers = new TurnAnswers(core, options, () => this.#turn !== null);
    core.signal.addEventListener('abort', () => this.#close(), { once: true });
    this.configure();
  }

  get positionMs(): number {
    return this.#audio.positionMs;
  }

  /** Adopts the session's turn detection. A change waits until the caller has finished speaking. */
  configure(): void {
    const { turn_detection: detection } = this.#core.configuration.audio.input;
    if (detection === null) this.#turn = null;
    if (this.#turn === null) this.#sensing.configure(detection && hangoverMs(detection));
  }

  /** Audio in the session's input format. */
  append(bytes: Uint8Array): void {
    const audio = toMulaw(bytes, this.#core.configuration.audio.input.format);
    this.#audio.append(audio);
    this.#turn?.hearing?.push(audio);
    this.#sensing.push(audio);
    if (this.#core.configuration.audio.input.turn_detection === null) return;
    if (this.#turn === null) this.#audio.dropBefore(this.#audio.positionMs - LOOK_BACK_MS);
    this.#checkIdle();
  }

  /** The client's commit. Creates no response. */
  commit(): ProtocolError | null {
    if (this.#audio.keptMs < SHORTEST_COMMIT_MS) {
      const message = `Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has ${this.#audio.keptMs.toFixed(2)}ms of audio.`;
      return refusal('input_audio_buffer_commit_empty', message);
    }
    const turn = this.#turn ?? {
      itemId: this.#core.newId('item'),
      fromMs: this.#audio.keptFromMs,
      hearing: null,
    };
    this.#turn = null;
    const entry = this.#commit(turn, this.#audio.positionMs, null);
    this.#answers.transcribe(entry, null);
    this.configure();
    return null;
  }

  clear(): void {
    this.#audio.clear();
    this.#turn = null;
    this.configure();
    this.#core.emit({ type: 'input_audio_buffer.cleared' });
  }

  /** A scripted caller begins to speak, whatever the audio says. Throws while turn detection is off. */
  beginSaying(): void {
    if (this.#core.configuration.audio.input.turn_detection === null) {
      throw new Error('turn detection is off: append audio and commit it instead');
    }
    this.#begin(this.#audio.positionMs, this.#audio.positionMs);
  }

  /** A scripted caller has said this. */
  endSaying(text: string | null, durationMs: number): void {
    if (this.#turn === null) this.beginSaying();
    this.#end(this.#audio.positionMs, Promise.resolve({ text, durationMs }));
  }

  /** A response of the conversation is done. The idle time counts from here, after the response's audio was played. */
  responseDone(run: ResponseRun): void {
    this.#idle.start(this.#audio.positionMs + run.audioMs);
  }

  #close(): void {
    this.#sensing.close();
    this.#audio.clear();
    this.#turn = null;
  }

  /** Without turn detection nothing would ever be answered, so the client must be told. */
  #onDeaf(error: unknown): void {
    this.#options.onFailure(error);
    const message = 'Turn detection could not be started.';
    this.#core.refuse({ type: 'server_error', code: 'server_error', message, param: null });
  }

  #onEdge(edge: SensedEdge): void {
    if (edge.type === 'started') this.#begin(edge.atMs, edge.noticedAtMs);
    else this.#end(edge.noticedAtMs, null);
  }

  #begin(atMs: number, noticedAtMs: number): void {
    const detection = this.#core.configuration.audio.input.turn_detection;
    if (this.#turn !== null || detection === null) return;
    const fromMs = Math.max(this.#audio.keptFromMs, atMs - prefixPaddingMs(detection), 0);
    const itemId = this.#core.newId('item');
    this.#turn = { itemId, fromMs, hearing: startHearing(this.#core, this.#options, itemId) };
    this.#turn.hearing?.push(this.#audio.slice(fromMs, Math.max(noticedAtMs, this.#audio.positionMs)));
    this.#idle.stop();
    this.#core.emit({
      type: 'input_audio_buffer.speech_started',
      audio_start_ms: Math.round(fromMs),
      item_id: itemId,
    });
    if (detection.interrupt_response && this.#options.responses.active !== null) {
      this.#options.responses.cancel('turn_detected');
    }
  }

  #end(atMs: number, heard: Promise<HeardTurn> | null): void {
    const turn = this.#turn;
    if (turn === null) return;
    this.#turn = null;
    const { itemId } = turn;
    this.#core.emit({
      type: 'input_audio_buffer.speech_stopped',
      audio_end_ms: Math.round(atMs),
      item_id: itemId,
    });
    const entry = this.#commit(turn, atMs, heard);
    this.#answers.follow(entry);
    this.configure();
  }

  #commit(turn: CallerTurn, toMs: number, said: Promise<HeardTurn> | null): Entry {
    const audio = this.#audio.slice(turn.fromMs, toMs);
    this.#audio.dropBefore(toMs);
    return commitTurn(this.#core, this.#options, { turn, audio, toMs, said });
  }

  /** The caller has been silent for the idle time: an empty turn is committed, and the model speaks. */
  #checkIdle(): void {
    const isQuiet = this.#turn === null && this.#options.responses.active === null;
    const silence = isQuiet ? this.#idle.check(this.#core.configuration, this.#audio.positionMs) : null;
    if (silence === null) return;
    const itemId = this.#core.newId('item');
    this.#core.emit({
      type: 'input_audio_buffer.timeout_triggered',
      audio_start_ms: Math.round(silence.fromMs),
      audio_end_ms: Math.round(silence.toMs),
      item_id: itemId,
    });
    const nothing = Promise.resolve({ text: '', durationMs: 0 });
    this.#commit({ itemId, fromMs: silence.fromMs, hearing: null }, silence.toMs, nothing);
    this.#answers.answer('idle_timeout');
  }
}
