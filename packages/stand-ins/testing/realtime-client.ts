import { WebSocket } from 'ws';
import type { RealtimeStandIn } from '../src/openai/realtime-stand-in.ts';

/** A server event as a test sees it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into events of every kind, and a wrong look fails the test
type Received = { type: string; event_id: string } & Record<string, any>;

/** A plain client for tests of the stand-in: sends anything, remembers everything. */
export class TestClient {
  readonly events: Received[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      this.events.push(JSON.parse(data.toString()));
      for (const check of [...this.#waiting]) check();
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** Connects and waits for the first event. Rejects with the status when the handshake is refused. */
  static async connect(
    standIn: RealtimeStandIn,
    { model = 'gpt-realtime-2.1', key = 'sk-test', headers = {} } = {},
  ) {
    const socket = new WebSocket(`${standIn.url}?model=${model}`, {
      headers: { ...(key === '' ? {} : { authorization: `Bearer ${key}` }), ...headers },
      perMessageDeflate: false,
    });
    const client = new TestClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve());
      socket.once('error', reject);
    });
    return client;
  }

  get types(): string[] {
    return this.events.map((event) => event.type);
  }

  of(type: string): Received[] {
    return this.events.filter((event) => event.type === type);
  }

  send(event: object): void {
    this.#socket.send(JSON.stringify(event));
  }

  sendRaw(data: string | Buffer): void {
    this.#socket.send(data);
  }

  /** The n-th event of a type (1 for the first), past or future. */
  async next(type: string, count = 1): Promise<Received> {
    for (;;) {
      const found = this.of(type)[count - 1];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const check = () => {
          this.#waiting.delete(check);
          resolve();
        };
        this.#waiting.add(check);
      });
    }
  }

  /** Configures µ-law and the given fields of the session, and waits for the confirmation. */
  async configure(
    session: { audio?: { input?: object; output?: object } } & Record<string, unknown> = {},
  ): Promise<Received> {
    const count = this.of('session.updated').length;
    const { audio, ...rest } = session;
    const format = { type: 'audio/pcmu' };
    this.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        ...rest,
        audio: { input: { format, ...audio?.input }, output: { format, ...audio?.output } },
      },
    });
    return this.next('session.updated', count + 1);
  }

  /** Appends µ-law audio in 20 ms frames. */
  append(audio: Uint8Array): void {
    for (let offset = 0; offset < audio.length; offset += 160) {
      const frame = Buffer.from(audio.subarray(offset, offset + 160)).toString('base64');
      this.send({ type: 'input_audio_buffer.append', audio: frame });
    }
  }

  close(): void {
    this.#socket.terminate();
  }
}
