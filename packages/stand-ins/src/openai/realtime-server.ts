import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { createLocalCertificate } from './certificate.ts';
import { type Faults, noFaults, takeCounted } from './faults.ts';
import { admit, DEFAULT_MODELS } from './handshake.ts';
import { answerHealthy, answerNotFound, refuseUpgrade } from './http-answers.ts';
import { createId, createRandom } from './protocol/random.ts';
import type { RealtimeStandIn, RealtimeStandInOptions } from './realtime-stand-in.ts';
import { RealtimeSession } from './session/realtime-session.ts';
import type { SessionRecord } from './session-record.ts';
import { SessionRegistry } from './session-registry.ts';

/** Room for an `append` of 15 MiB in base64. Anything larger closes the socket with 1009. */
const MAX_MESSAGE_BYTES = 32 * 1024 * 1024;
/** The close code of the real API after an error that ends a connection at its beginning. */
const REFUSED = 4000;

/** Starts a local server that speaks OpenAI's Realtime protocol (GA). Rejects when a port is taken. */
export async function startRealtimeStandIn(options: RealtimeStandInOptions): Promise<RealtimeStandIn> {
  const server = new RealtimeServer(options);
  try {
    await server.listen();
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

class RealtimeServer implements RealtimeStandIn {
  readonly faults: Faults;
  readonly seed: number;
  url = '';
  tlsUrl: string | null = null;
  ca: string | null = null;
  port = 0;
  readonly #options: RealtimeStandInOptions;
  readonly #servers: Server[] = [];
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  readonly #registry: SessionRegistry<RealtimeSession>;
  #closing: Promise<void> | null = null;

  constructor(options: RealtimeStandInOptions) {
    this.#options = options;
    this.faults = { ...noFaults(), ...options.faults };
    this.seed = options.seed ?? randomInt(2 ** 31);
    this.#registry = new SessionRegistry(options.keptSessions ?? 100);
  }

  get sessions(): readonly SessionRecord[] {
    return this.#registry.sessions;
  }

  session(index: number): Promise<SessionRecord> {
    return this.#registry.find(index);
  }

  async listen(): Promise<void> {
    const { host = '127.0.0.1', port = 0, tlsPort } = this.#options;
    const plain = createServer((request, response) => this.#answer(request, response));
    this.port = await this.#open(plain, port, host);
    this.url = `ws://${host}:${this.port}/v1/realtime`;
    if (tlsPort === undefined) return;
    const certificate = await createLocalCertificate();
    const tls = createTlsServer(certificate, (request, response) => this.#answer(request, response));
    const port2 = await this.#open(tls, tlsPort, host);
    this.tlsUrl = `wss://${host}:${port2}/v1/realtime`;
    this.ca = certificate.cert;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#registry.close();
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
    for (const server of this.#servers) {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
  }

  async #open(server: Server, port: number, host: string): Promise<number> {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    server.listen(port, host);
    await once(server, 'listening');
    this.#servers.push(server);
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  #answer(...[request, response]: Parameters<RequestListener>): void {
    const path = request.url?.split('?')[0];
    if (path === '/health/live' || path === '/health/ready') answerHealthy(response);
    else if (this.#options.otherRequests) this.#options.otherRequests(request, response);
    else answerNotFound(response);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', (error) => this.#options.onFailure?.(error));
    const fault = takeCounted(this.faults.refuseHandshakes);
    if (fault !== null) {
      refuseUpgrade(socket, fault.status, fault.code ?? 'refused_by_fault');
      return;
    }
    const url = URL.parse(request.url ?? '/', 'http://stand-in');
    if (url === null) {
      refuseUpgrade(socket, 400, 'invalid_url');
      return;
    }
    const { apiKey, models = DEFAULT_MODELS } = this.#options;
    const admission = admit(url, request.headers, { apiKey, models });
    if (admission.outcome === 'refuse') {
      refuseUpgrade(socket, admission.status, admission.code);
      return;
    }
    const closing = takeCounted(this.faults.closeAtOnce);
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      if (closing !== null) {
        client.on('error', (error) => this.#options.onFailure?.(error));
        client.close(closing.code, closing.reason);
        return;
      }
      if (admission.outcome === 'open') {
        this.#begin(client, admission.model);
        return;
      }
      client.on('error', (error) => this.#options.onFailure?.(error));
      const event_id = createId('event', createRandom(this.seed));
      client.send(JSON.stringify({ event_id, type: 'error', error: { ...admission.error, event_id: null } }));
      client.close(REFUSED, `${admission.error.type}.${admission.error.code}`);
    });
  }

  #begin(socket: WebSocket, model: string): void {
    const { parts, speed = 8, sessionLimitMs = 3_600_000, keptEvents = 20_000 } = this.#options;
    const index = this.#registry.nextIndex;
    const session = new RealtimeSession({
      socket,
      index,
      model,
      seed: this.seed + index,
      faults: this.faults,
      ears: parts.ears(index),
      mouth: parts.mouth(index),
      mind: parts.mind(index),
      speed,
      sessionLimitMs,
      keptEvents,
      onFailure: (error) => this.#options.onFailure?.(error),
    });
    this.#registry.add(session);
  }
}
