import { payloadMs } from '@ringback/shared/contract/audio';
import { WebSocket } from 'ws';
import { toStampedAudio } from './call-audio.ts';
import { readStamp } from './stamp.ts';

/** Where one call's media stream goes. */
export interface CallTarget {
  url: string;
  headers: Readonly<Record<string, string>>;
  customParameters: Readonly<Record<string, string>>;
}

/** When callers speak. `interrupts`: a second after the interviewer has begun. */
export type CallerManner = 'silent' | 'answers' | 'interrupts';

/** What callers measure, in ms. */
export interface CallerFigures {
  /** From the model's sending of audio until the caller has it. */
  downlinkMs: number[];
  /** How long a `clear` took from the moment at which the model told of the caller's speech. */
  clearMs: number[];
  /** Pieces of audio that came after a `clear` and were sent before it. */
  staleFrames: number;
  lostCalls: number;
}

const frameMs = 20;
/** Two to four seconds, so that calls do not stay in step. */
const answerMs = (name: number) => 2_000 + ((name * 7) % 20) * 100;
const interruptsAfterMs = 1_000;
const pauseMs = 300;
const payloadField = '"payload":"';

class Caller {
  readonly #socket: WebSocket;
  readonly #streamSid: string;
  readonly #manner: CallerManner;
  readonly #answerMs: number;
  readonly #figures: () => CallerFigures;
  #chunk = 0;
  #marks: { text: string; atMs: number }[] = [];
  #playedUntilMs = 0;
  #beganAtMs: number | null = null;
  #speaksUntilMs = 0;
  #clearedAtMs = 0;
  /** When the model told of this caller's speech. */
  #toldAtMs: number | null = null;
  hasHeard = false;
  isOver = false;

  constructor(target: CallTarget, name: number, manner: CallerManner, figures: () => CallerFigures) {
    this.#manner = manner;
    this.#answerMs = answerMs(name);
    this.#figures = figures;
    this.#streamSid = `MZ${String(name).padStart(32, '0')}`;
    this.#socket = new WebSocket(target.url, { headers: target.headers, perMessageDeflate: false });
    this.#socket.on('open', () => this.#begin(target));
    this.#socket.on('message', (data) => this.#read(String(data)));
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      if (!this.isOver) this.#figures().lostCalls += 1;
      this.isOver = true;
    });
  }

  #begin({ customParameters }: CallTarget): void {
    const streamSid = this.#streamSid;
    this.#socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }));
    const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 };
    const start = { streamSid, tracks: ['inbound'], customParameters, mediaFormat };
    this.#socket.send(JSON.stringify({ event: 'start', sequenceNumber: '1', streamSid, start }));
  }

  /** Each 20 ms. */
  tick(nowMs: number): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    while (this.#marks[0] !== undefined && this.#marks[0].atMs <= nowMs)
      this.#giveBack(this.#marks.shift()?.text);
    this.#decide(nowMs);
    this.#chunk += 1;
    const payload = toStampedAudio(nowMs < this.#speaksUntilMs, frameMs);
    this.#socket.send(
      `{"event":"media","sequenceNumber":"${this.#chunk + 1}","media":{"track":"inbound","chunk":"${this.#chunk}","timestamp":"${this.#chunk * frameMs}","payload":"${payload}"},"streamSid":"${this.#streamSid}"}`,
    );
  }

  #decide(nowMs: number): void {
    if (this.#beganAtMs === null || nowMs < this.#speaksUntilMs || this.#manner === 'silent') return;
    const isDue =
      this.#manner === 'interrupts'
        ? nowMs > this.#beganAtMs + interruptsAfterMs
        : nowMs > this.#playedUntilMs + pauseMs;
    if (!isDue) return;
    this.#beganAtMs = null;
    this.#speaksUntilMs = nowMs + (this.#manner === 'interrupts' ? interruptsAfterMs : this.#answerMs);
  }

  #giveBack(mark: string | undefined): void {
    if (mark !== undefined) this.#socket.send(mark);
  }

  #read(text: string): void {
    const nowMs = performance.now();
    if (text.startsWith('{"event":"media"')) this.#hear(text, nowMs);
    else if (text.startsWith('{"event":"mark"')) this.#marks.push({ text, atMs: this.#playedUntilMs });
    else if (text.startsWith('{"event":"clear"')) this.#clear(nowMs);
  }

  #hear(text: string, nowMs: number): void {
    const from = text.indexOf(payloadField) + payloadField.length;
    const sentAt = readStamp(text, from);
    this.hasHeard = true;
    if (sentAt !== null) {
      this.#figures().downlinkMs.push(nowMs - sentAt);
      if (sentAt < this.#clearedAtMs) this.#figures().staleFrames += 1;
    }
    if (this.#playedUntilMs < nowMs) this.#playedUntilMs = nowMs;
    this.#playedUntilMs += payloadMs(text.slice(from, text.indexOf('"', from)));
    if (this.#speaksUntilMs < nowMs) this.#beganAtMs ??= nowMs;
  }

  #clear(nowMs: number): void {
    this.#clearedAtMs = nowMs;
    this.#playedUntilMs = nowMs;
    for (const { text } of this.#marks.splice(0)) this.#giveBack(text);
    if (this.#toldAtMs === null) return;
    this.#figures().clearMs.push(nowMs - this.#toldAtMs);
    this.#toldAtMs = null;
  }

  hangUp(): void {
    this.isOver = true;
    if (this.#socket.readyState !== WebSocket.OPEN) {
      this.#socket.terminate();
      return;
    }
    this.#socket.send(
      `{"event":"stop","sequenceNumber":"${this.#chunk + 2}","streamSid":"${this.#streamSid}","stop":{}}`,
    );
    this.#socket.close(1000);
  }

  /** The model has been told of speech whose first frame was sent at `frameAtMs`. */
  onTold(toldAtMs: number): void {
    this.#toldAtMs = toldAtMs;
  }

  get speaksSinceMs(): number {
    return this.#speaksUntilMs - interruptsAfterMs;
  }
}

/** Callers whose frames leave at moments that are spread over 20 ms, as those of strangers are. */
export interface Callers {
  figures: CallerFigures;
  readonly areTalking: boolean;
  /** Tells the caller who has begun to speak at this moment what the model has noticed. */
  onSpeechStarted(frameAtMs: number, toldAtMs: number): void;
  hangUp(): void;
}

export const noFigures = (): CallerFigures => ({ downlinkMs: [], clearMs: [], staleFrames: 0, lostCalls: 0 });

export function startCallers(targets: readonly CallTarget[], manner: CallerManner): Callers {
  const callers: Caller[] = [];
  const group: Callers = {
    figures: noFigures(),
    get areTalking() {
      return callers.every(({ hasHeard }) => hasHeard);
    },
    onSpeechStarted(frameAtMs, toldAtMs) {
      // The frame that is first loud is sent in the tick in which its caller begins.
      const nearest = callers.find(({ speaksSinceMs }) => Math.abs(speaksSinceMs - frameAtMs) < 1);
      nearest?.onTold(toldAtMs);
    },
    hangUp() {
      clearTimeout(timer);
      for (const caller of callers) caller.hangUp();
    },
  };
  callers.push(...targets.map((target, name) => new Caller(target, name, manner, () => group.figures)));
  const startedAt = performance.now();
  let slot = 0;
  let timer = setTimeout(next, 1);
  /** One slot a millisecond. Slots that are late follow at once. */
  function next(): void {
    for (const dueSlot = Math.floor(performance.now() - startedAt); slot < dueSlot; slot += 1)
      for (let place = slot % frameMs; place < callers.length; place += frameMs)
        callers[place]?.tick(performance.now());
    timer = setTimeout(next, 1);
  }
  return group;
}
