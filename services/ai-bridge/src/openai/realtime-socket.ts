import { retireSocket } from '@ringback/shared/runtime/socket';
import type { RealtimeClientEvent } from 'openai/resources/realtime/realtime';
import { type RawData, WebSocket } from 'ws';
import type { ModelTrouble } from '../domain/losses/model-trouble.ts';
import type { ModelEffect, ModelListener, ModelSession } from '../domain/model-port.ts';
import { toClientEvent, type VoiceNames } from './client-events.ts';
import { readLocalTrouble } from './local-trouble.ts';
import { readTrouble, toLogged } from './provider-errors.ts';
import { readRefusal } from './refusal.ts';
import { parseServerEvent } from './server-events.ts';

/** Where and how model sessions are opened. */
export interface RealtimeAddress {
  /** `ws:` or `wss:` address without query. */
  url: string;
  apiKey: string;
  model: string;
  transcriptionModel: string;
  voices?: VoiceNames;
}

/** An audio delta of a minute is far below this. */
const mostIncomingBytes = 4 * 1024 * 1024;
const mostBufferedBytes = 4 * 1024 * 1024;
const tickMs = 1_000;
/** After this silence the session is probed. After the next limit it counts as lost. */
const probeAfterTicks = 3;
const lostAfterTicks = 5;

/**
 * One session of the Realtime API. It uses a plain WebSocket, because the API cannot resume a session and recovery is
 * ours anyway. It is lost when it cannot be opened, closes, stops answering or stops reading.
 */
export class RealtimeSocket implements ModelSession {
  readonly #address: RealtimeAddress;
  readonly #listener: ModelListener;
  readonly #onText: (text: string) => void;
  readonly #socket: WebSocket;
  readonly #keepalive: NodeJS.Timeout;
  #isOver = false;
  #hasBegun = false;
  #silentTicks = 0;

  /** `onText` sees each raw message before the listener does. */
  constructor(address: RealtimeAddress, listener: ModelListener, onText: (text: string) => void = () => {}) {
    this.#address = address;
    this.#listener = listener;
    this.#onText = onText;
    const url = new URL(address.url);
    url.searchParams.set('model', address.model);
    this.#socket = new WebSocket(url, {
      headers: { authorization: `Bearer ${address.apiKey}` },
      handshakeTimeout: 3_000,
      maxPayload: mostIncomingBytes,
      // Clients offer it by default, but compressing audio costs more than it saves.
      perMessageDeflate: false,
    });
    this.#keepalive = setInterval(() => this.#tick(), tickMs);
    this.#socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
    this.#socket.on('unexpected-response', (_request, response) => {
      void readRefusal(response).then(({ reason, trouble }) => this.#lose(reason, trouble));
    });
    this.#socket.on('error', (error) => this.#lose('socket failed', readLocalTrouble(error)));
    this.#socket.on('close', (code, reason) => this.#onClose(code, reason.toString()));
  }

  send(effect: ModelEffect): void {
    const { transcriptionModel, voices } = this.#address;
    this.#write(toClientEvent(effect, transcriptionModel, voices));
  }

  close(): void {
    if (!this.#isOver) this.#end();
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    this.#hasBegun = true;
    this.#silentTicks = 0;
    if (isBinary) return;
    const text = data.toString();
    this.#onText(text);
    this.#listener.onReport(parseServerEvent(text));
  }

  #onClose(code: number, said: string): void {
    const trouble = readTrouble({ closeCode: code, message: said });
    const isTold = trouble.code !== 'other';
    this.#lose(toLogged(`closed ${code} ${said}`.trim()), isTold ? trouble : undefined);
  }

  /** Anything that holds the socket answers a ping. Only an event shows that the session itself is alive. */
  #tick(): void {
    if (!this.#hasBegun) return;
    this.#silentTicks += 1;
    if (this.#silentTicks >= lostAfterTicks) this.#lose('no answer');
    else if (this.#silentTicks === probeAfterTicks)
      this.#write({ type: 'session.update', session: { type: 'realtime' } });
  }

  #write(event: RealtimeClientEvent): void {
    if (this.#isOver || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > mostBufferedBytes) this.#lose('model does not read');
    else this.#socket.send(JSON.stringify(event));
  }

  #lose(reason: string, trouble?: ModelTrouble): void {
    if (this.#isOver) return;
    this.#end();
    if (trouble === undefined) this.#listener.onLost(reason);
    else this.#listener.onLost(reason, trouble);
  }

  #end(): void {
    this.#isOver = true;
    clearInterval(this.#keepalive);
    retireSocket(this.#socket, 1000, 'session over');
  }
}
