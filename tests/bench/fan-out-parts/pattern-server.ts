import { Redis } from 'ioredis';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * The obvious first version: one subscription to all sessions, and every viewer is sent the messages of its session.
 */
const redis = new Redis(process.env.REDIS_URL ?? '');
redis.on('error', (error) => process.stderr.write(`${error.message}\n`));
const watching = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1' });
server.on('connection', (socket) => {
  socket.once('message', (name) => {
    const session = name.toString();
    const sockets = watching.get(session) ?? new Set();
    watching.set(session, sockets.add(socket));
    socket.send('welcome');
  });
});
await redis.psubscribe('session:*');
redis.on('pmessage', (_pattern, channel: string, text: string) => {
  const { revision, events } = JSON.parse(text) as { revision: number; events: object[] };
  const sockets = watching.get(channel.slice('session:{'.length, -1));
  if (sockets === undefined) return;
  events.forEach((event, place) => {
    const told = JSON.stringify({ type: 'event', revision: revision + place, event });
    for (const socket of sockets) socket.send(told);
  });
});
