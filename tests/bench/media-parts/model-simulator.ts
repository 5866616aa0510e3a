import { payloadMs } from '@ringback/shared/contract/audio';
import { type WebSocket, WebSocketServer } from 'ws';
import { isLoudAt, toStampedAudio } from './call-audio.ts';
import { readStamp, stampCharacters, toStamp } from './stamp.ts';

/**
 * What the calls do. `echo`: the model sends each piece of the caller's audio back. `conversation`: the model speaks for
 * three seconds, and then the caller does. `silent`: the model says a fifth of a second, and neither side more.
 */
export type MediaMode = 'echo' | 'conversation' | 'silent';

/** The audio of one `response.output_audio.delta` of a spoken sentence, and how often one comes: twice as fast as heard. */
const deltaMs = 200;
const deltaEveryMs = 100;
const spokenMs = { echo: 0, conversation: 3_000, silent: 200 } as const;
/** The silence that ends a turn of the caller, in their audio. */
const turnEndMs = 500;
const append = '{"type":"input_audio_buffer.append"';
const audioField = '"audio":"';

/** What the simulator measures, in ms. */
export interface ModelFigures {
  /** From the caller's sending of a frame until the model has it. */
  uplinkMs: number[];
  /** When `speech_started` was sent, by the caller's stream: the stamp of the first loud frame, and the moment. */
  onSpeechStarted: (frameAtMs: number, toldAtMs: number) => void;
}

/** The Realtime API as far as a call needs it. It understands nothing and costs little. */
export interface ModelSimulator {
  readonly url: string;
  mode: MediaMode;
  figures: ModelFigures;
  close(): void;
}

class SimulatedSession {
  readonly #socket: WebSocket;
  readonly #owner: ModelSimulator;
  #instructions = '';
  #answersByItself = true;
  #serial = 0;
  #clockMs = 0;
  #quietMs = 0;
  #heard: string | null = null;
  #response: { id: string; itemId: string; timer: NodeJS.Timeout | null } | null = null;

  constructor(socket: WebSocket, owner: ModelSimulator) {
    this.#socket = socket;
    this.#owner = owner;
    socket.on('message', (data) => this.#read(String(data)));
    socket.on('close', () => this.#stopSpeaking());
    this.#send({ type: 'session.created', session: {} });
  }

  #send(event: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(event));
  }

  #read(text: string): void {
    if (text.startsWith(append)) {
      this.#hear(text);
      return;
    }
    const event = JSON.parse(text) as { type: string; session?: Record<string, unknown> };
    if (event.type === 'session.update') this.#configure(event.session ?? {});
    else if (event.type === 'response.create') this.#respond();
    else if (event.type === 'response.cancel') this.#finish('cancelled');
  }

  #configure(session: Record<string, unknown>): void {
    if (typeof session.instructions === 'string') this.#instructions = session.instructions;
    // Only a session whose turns are ended by its owner says so.
    if (JSON.stringify(session).includes('"create_response":false')) this.#answersByItself = false;
    this.#send({ type: 'session.updated', session: { instructions: this.#instructions } });
  }

  #hear(text: string): void {
    const from = text.indexOf(audioField) + audioField.length;
    const payload = text.slice(from, text.indexOf('"', from));
    const sentAt = readStamp(text, from);
    if (sentAt !== null) this.#owner.figures.uplinkMs.push(performance.now() - sentAt);
    const ms = payloadMs(payload);
    this.#clockMs += ms;
    if (this.#owner.mode === 'echo') this.#echo(payload);
    else this.#followTurn(isLoudAt(text, from), ms, sentAt ?? performance.now());
  }

  #echo(payload: string): void {
    if (this.#response === null) return;
    this.#delta(toStamp(performance.now()) + payload.slice(stampCharacters));
  }

  #followTurn(isLoud: boolean, ms: number, frameAtMs: number): void {
    if (isLoud) {
      this.#quietMs = 0;
      if (this.#heard !== null) return;
      this.#heard = this.#name('item');
      this.#send({
        ...{ type: 'input_audio_buffer.speech_started', item_id: this.#heard },
        audio_start_ms: Math.max(0, Math.round(this.#clockMs - ms)),
      });
      this.#owner.figures.onSpeechStarted(frameAtMs, performance.now());
    } else if (this.#heard !== null) {
      this.#quietMs += ms;
      if (this.#quietMs >= turnEndMs) this.#endTurn(this.#heard);
    }
  }

  #endTurn(itemId: string): void {
    this.#heard = null;
    this.#quietMs = 0;
    const at = { item_id: itemId, audio_end_ms: Math.round(this.#clockMs) };
    this.#send({ type: 'input_audio_buffer.speech_stopped', ...at });
    this.#send({ type: 'input_audio_buffer.committed', item_id: itemId, previous_item_id: null });
    this.#added(itemId, 'user');
    const type = 'conversation.item.input_audio_transcription.completed';
    this.#send({ type, item_id: itemId, content_index: 0, transcript: 'I have baked bread for ten years.' });
    if (this.#answersByItself) this.#respond();
  }

  #added(id: string, role: string): void {
    const item = { id, type: 'message', role, content: [] };
    this.#send({ type: 'conversation.item.added', previous_item_id: null, item });
  }

  #respond(): void {
    if (this.#response !== null) return;
    const response = { id: this.#name('resp'), itemId: this.#name('item'), timer: null };
    this.#response = response;
    this.#send({ type: 'response.created', response: { id: response.id } });
    this.#added(response.itemId, 'assistant');
    this.#send({
      type: 'response.output_audio_transcript.delta',
      ...this.#place(),
      delta: 'What did you bake?',
    });
    if (this.#owner.mode !== 'echo') this.#speak(spokenMs[this.#owner.mode]);
  }

  #speak(leftMs: number): void {
    if (this.#response === null) return;
    if (leftMs <= 0) {
      this.#finish('completed');
      return;
    }
    this.#delta(toStampedAudio(true, deltaMs));
    this.#response.timer = setTimeout(() => this.#speak(leftMs - deltaMs), deltaEveryMs);
  }

  /** As the provider spells it. */
  #delta(payload: string): void {
    if (this.#response === null || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#serial += 1;
    const { id, itemId } = this.#response;
    this.#socket.send(
      `{"type":"response.output_audio.delta","event_id":"event_${this.#serial}","response_id":"${id}","item_id":"${itemId}","output_index":0,"content_index":0,"delta":"${payload}"}`,
    );
  }

  #finish(status: 'completed' | 'cancelled'): void {
    if (this.#response === null) return;
    this.#send({ type: 'response.output_audio.done', ...this.#place() });
    const { id } = this.#response;
    this.#stopSpeaking();
    this.#send({ type: 'response.done', response: { id, status, output: [] } });
  }

  #stopSpeaking(): void {
    if (this.#response?.timer) clearTimeout(this.#response.timer);
    this.#response = null;
  }

  #place(): object {
    return {
      response_id: this.#response?.id,
      item_id: this.#response?.itemId,
      output_index: 0,
      content_index: 0,
    };
  }

  #name(kind: string): string {
    this.#serial += 1;
    return `${kind}_${this.#serial}`;
  }
}

export async function startModelSimulator(): Promise<ModelSimulator> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (typeof address === 'string' || address === null) throw new Error('the model has no port');
  const simulator: ModelSimulator = {
    url: `ws://127.0.0.1:${address.port}/v1/realtime`,
    mode: 'echo',
    figures: { uplinkMs: [], onSpeechStarted: () => {} },
    close() {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
  server.on('connection', (socket) => new SimulatedSession(socket, simulator));
  return simulator;
}
