import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** Answers outside the WebSocket, with errors in OpenAI's form. */

export function answerHealthy(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
}

export function answerNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/json' }).end(errorBody(404, 'not_found'));
}

/** Refuses a handshake: the client's socket gets the status instead of an upgrade. */
export function refuseUpgrade(socket: Duplex, status: number, code: string): void {
  const body = errorBody(status, code);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...(status === 429 || status === 503 ? ['retry-after: 1'] : []),
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function errorBody(status: number, code: string): string {
  const message = STATUS_CODES[status] ?? code;
  return JSON.stringify({ error: { type: 'invalid_request_error', code, message, param: null } });
}
