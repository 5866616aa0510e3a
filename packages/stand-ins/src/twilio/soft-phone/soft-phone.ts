/**
 * A telephone on a page. The person who has it open is called instead of the recorded candidate, or calls us, and
 * hears, speaks and presses keys. One phone, one call at a time.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { parseJson } from '@ringback/shared/runtime/parse-json';
import type { Express } from 'express';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { FRAME_BYTES, SILENCE } from '../../candidate/playback-buffer.ts';
import type { Voice } from '../../voice/types.ts';
import type { CarrierCall } from '../carrier-call.ts';

const socketPath = '/phone/socket';
const files = [
  ['/phone', 'phone.html', 'text/html'],
  ['/phone/phone.js', 'phone.js', 'text/javascript'],
  ['/phone/phone-worklet.js', 'phone-worklet.js', 'text/javascript'],
  ['/phone/resampler.js', 'resampler.js', 'text/javascript'],
] as const;
/** Microphone frames that may wait. More would only be a delay that never goes away. */
const mostWaiting = 10;
const bytesPerMs = 8;

const fromPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('dial') }),
  z.object({ type: z.literal('answer') }),
  z.object({ type: z.literal('decline') }),
  z.object({ type: z.literal('hang_up') }),
  z.object({ type: z.literal('key'), digit: z.string().regex(/^[0-9*#]$/) }),
]);

type PhoneState = 'idle' | 'dialling' | 'ringing' | 'answered';

/** What the page is told. Audio for its loudspeaker comes as binary µ-law of any length. */
type ToPage =
  | { type: 'call'; state: PhoneState; from: string }
  | { type: 'words'; text: string }
  | { type: 'clear' };

export interface SoftPhone {
  /** A page is open and has no call. */
  readonly isFree: boolean;
  /** Takes a call that is answered by hand. The phone rings, unless it has dialled itself. */
  ring(call: CarrierCall): void;
  /** How the phone calls our number. Until this is set, it can only be called. */
  dialsWith(dial: () => CarrierCall): void;
  /** Serves the page and its socket. */
  attach(app: Express, server: Server): void;
  close(): void;
}

export function createSoftPhone(voice: Voice): SoftPhone {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  let page: WebSocket | null = null;
  let call: CarrierCall | null = null;
  let dial: (() => CarrierCall) | null = null;

  function tell(message: ToPage): void {
    if (page?.readyState === WebSocket.OPEN) page.send(JSON.stringify(message));
  }
  function play(audio: Uint8Array): void {
    if (page?.readyState === WebSocket.OPEN && audio.length > 0) page.send(audio);
  }
  const tellState = (state: PhoneState) => tell({ type: 'call', state, from: call?.order.from ?? '' });

  /** What the carrier says before there is a stream. */
  async function say(text: string, signal: AbortSignal): Promise<void> {
    tell({ type: 'words', text });
    const clip = await voice.speak(text);
    signal.throwIfAborted();
    play(clip);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, clip.length / bytesPerMs);
      const cut = () => {
        clearTimeout(timer);
        tell({ type: 'clear' });
        reject(signal.reason);
      };
      signal.addEventListener('abort', cut, { once: true });
    });
  }

  const waitingState = ({ order }: CarrierCall) => (order.direction === 'inbound' ? 'dialling' : 'ringing');

  function ring(ringing: CarrierCall): void {
    call = ringing;
    ringing.voice = say;
    if (ringing.order.direction === 'inbound') tellState('dialling');
    ringing.events.on('status', (status) => {
      if (status === 'ringing') tellState('ringing');
      if (status === 'in-progress') tellState('answered');
    });
    ringing.events.on('stream', ({ client }) => {
      // From here on the words are on the page of the interview.
      tell({ type: 'words', text: '' });
      client?.events.on('frame', (audio) => {
        // Pauses are not sent, so they absorb any delay that has piled up.
        if (audio.some((byte) => byte !== SILENCE)) play(audio);
      });
      client?.events.on('clear', () => tell({ type: 'clear' }));
    });
    void ringing.ended.then(() => {
      if (call !== ringing) return;
      call = null;
      tell({ type: 'clear' });
      tellState('idle');
    });
  }

  let waiting = 0;
  function hear(frame: Uint8Array): void {
    const stream = call?.streams.find(({ client }) => client?.isOpen)?.client;
    if (!stream || frame.length !== FRAME_BYTES || waiting >= mostWaiting) return;
    waiting += 1;
    void stream.say(frame).finally(() => {
      waiting -= 1;
    });
  }

  function obey(data: RawData): void {
    const parsed = fromPage.safeParse(parseJson(data.toString()));
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.type === 'dial') {
      if (call === null) dial?.();
    } else if (message.type === 'answer') call?.pickUp();
    else if (message.type === 'decline') call?.decline();
    else if (message.type === 'hang_up') call?.hangUp();
    else call?.press(message.digit);
  }

  function serve(socket: WebSocket): void {
    // The newest page becomes the phone.
    page?.close(1000, 'opened elsewhere');
    page = socket;
    tellState(call === null ? 'idle' : call.answeredAt === null ? waitingState(call) : 'answered');
    socket.on('message', (data, isBinary) => {
      if (!isBinary) obey(data);
      else if (Buffer.isBuffer(data)) hear(new Uint8Array(data));
    });
    socket.on('close', () => {
      if (page !== socket) return;
      page = null;
      // A phone that is gone hangs up.
      call?.hangUp();
    });
    socket.on('error', () => socket.terminate());
  }

  return {
    get isFree() {
      return page !== null && call === null;
    },
    ring,
    dialsWith(how) {
      dial = how;
    },
    attach(app, server) {
      for (const [path, file, type] of files) {
        const content = readFileSync(new URL(file, import.meta.url), 'utf8');
        app.get(path, (_request, response) => response.type(type).send(content));
      }
      server.on('upgrade', (request, duplex, head) => {
        if (request.url !== socketPath || !isOwnPage(request)) {
          duplex.destroy();
          return;
        }
        sockets.handleUpgrade(request, duplex, head, serve);
      });
    },
    close() {
      page?.terminate();
      page = null;
      sockets.close();
    },
  };
}

/** Another site's page must not answer a call. */
function isOwnPage({ headers }: IncomingMessage): boolean {
  const { origin = '', host } = headers;
  return URL.canParse(origin) && new URL(origin).host === host;
}
