import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

/** What all peers begin with: a door for media streams, and one session of the model a call. No peer keeps anything. */
const settings = { model: process.env.MODEL_URL ?? '', port: Number(process.env.PORT) };

/** Serves WebSockets on the port of this process, and tells its pid, by which it is measured. */
export function serve(onSocket: (socket: WebSocket) => void): void {
  const http = createServer((_request, response) => response.end('ok'));
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    onSocket(socket);
  });
  http.listen(settings.port, '127.0.0.1');
}

/** A session that is configured and asked to speak, as the sample does it. */
export function openModel(onText: (text: string) => void): WebSocket {
  const model = new WebSocket(`${settings.model}?model=gpt-realtime`, { perMessageDeflate: false });
  const audio = { input: { format: { type: 'audio/pcmu' } }, output: { format: { type: 'audio/pcmu' } } };
  const session = { type: 'realtime', instructions: 'You interview a baker.', audio };
  model.on('error', () => {});
  model.on('open', () => model.send(JSON.stringify({ type: 'session.update', session })));
  model.on('message', (data) => {
    const text = String(data);
    if (text.startsWith('{"type":"session.updated"')) model.send('{"type":"response.create"}');
    onText(text);
  });
  return model;
}

export const isOpen = (socket: WebSocket): boolean => socket.readyState === WebSocket.OPEN;
