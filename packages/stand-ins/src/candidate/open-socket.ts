import { WebSocket } from 'ws';

/** The upgrade did not succeed. `status` is the HTTP status when the server answered with one. */
export class UpgradeRefusedError extends Error {
  readonly status: number | undefined;
  constructor(message: string, status?: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UpgradeRefusedError';
    this.status = status;
  }
}

/**
 * Starts opening a client WebSocket without compression and with bounded waits and messages. Returns the socket at
 * once, so that listeners are attached before the first message. `opened` rejects with UpgradeRefusedError when the
 * server answers with anything but 101, too late, or not at all.
 */
export function openSocket(options: {
  url: string;
  headers?: Readonly<Record<string, string>> | undefined;
  openTimeoutMs?: number | undefined;
}): { socket: WebSocket; opened: Promise<void> } {
  const { url, headers = {}, openTimeoutMs = 10_000 } = options;
  const opening = Promise.withResolvers<void>();
  const socket = new WebSocket(url, {
    headers: { ...headers },
    perMessageDeflate: false,
    handshakeTimeout: openTimeoutMs,
    maxPayload: 4 * 1024 * 1024,
    followRedirects: false,
  });
  socket.once('unexpected-response', (_request, response) => {
    opening.reject(
      new UpgradeRefusedError(`the server answered ${response.statusCode}`, response.statusCode),
    );
    response.resume();
    socket.terminate();
  });
  // After the upgrade every error is followed by `close`, which tells how the socket ended.
  socket.on('error', (error) => {
    opening.reject(new UpgradeRefusedError(error.message, undefined, { cause: error }));
  });
  socket.once('open', () => opening.resolve());
  return { socket, opened: opening.promise };
}
