import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/**
 * Lets go of a socket for good. Its handlers are removed first, because `close()` alone still delivers messages that
 * were on their way. A peer that does not answer the close is cut after `withinMs`.
 */
export function retireSocket(socket: WebSocket, code: number, reason: string, withinMs = 2_000): void {
  socket.removeAllListeners();
  // An error of a retired socket no longer matters, but without a listener it would end the process.
  socket.on('error', () => {});
  if (socket.readyState === socket.CLOSED) return;
  const cut = setTimeout(() => socket.terminate(), withinMs);
  socket.once('close', () => clearTimeout(cut));
  socket.close(code, reason);
}

/** Answers an upgrade with a plain HTTP status instead of 101. */
export function refuseUpgrade(
  duplex: Duplex,
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  duplex.on('error', () => duplex.destroy());
  const lines = Object.entries({ Connection: 'close', 'Content-Length': '0', ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  duplex.end(`HTTP/1.1 ${status} ${reason}\r\n${head}\r\n`);
}

/** Routes upgrades by path. An unknown path gets 404. */
export function routeUpgrades(
  server: Server,
  routes: Record<string, (request: IncomingMessage, duplex: Duplex, head: Buffer) => void>,
): void {
  server.on('upgrade', (request, duplex, head) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const serve = Object.hasOwn(routes, path) ? routes[path] : undefined;
    if (serve === undefined) refuseUpgrade(duplex, 404, 'Not Found');
    else serve(request, duplex, head);
  });
}

/** Pings a peer and reports when it has been silent for two intervals. Returns a function that stops it. */
export function watchPeer(socket: WebSocket, everyMs: number, onDead: () => void): () => void {
  let heard = true;
  const hear = () => {
    heard = true;
  };
  socket.on('pong', hear);
  socket.on('message', hear);
  const timer = setInterval(() => {
    if (!heard) {
      clearInterval(timer);
      onDead();
      return;
    }
    heard = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, everyMs);
  return () => {
    clearInterval(timer);
    socket.off('pong', hear);
    socket.off('message', hear);
  };
}

/** Whether a page may open a socket here. A request without an origin does not come from a browser. */
export function isAllowedOrigin(request: IncomingMessage, allowed: readonly string[]): boolean {
  return request.headers.origin !== undefined && allowed.includes(request.headers.origin);
}
