import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Server } from 'socket.io';

/** What one would write with socket.io instead: a room for each session, fed through its Redis adapter. */
const url = process.env.REDIS_URL ?? '';
const clients = [new Redis(url), new Redis(url)] as const;
for (const client of clients) client.on('error', (error) => process.stderr.write(`${error.message}\n`));
const http = createServer((_request, response) => response.end('ok'));
const io = new Server(http, {
  transports: ['websocket'],
  // A dead browser is gone within 20 s, as with ours. With socket.io's defaults it would be 45 s.
  pingInterval: 10_000,
  pingTimeout: 10_000,
  adapter: createAdapter(...clients),
});
io.on('connection', (socket) => {
  const { session } = socket.handshake.auth as { session: string };
  void socket.join(session);
});
http.listen(Number(process.env.PORT), '127.0.0.1');
