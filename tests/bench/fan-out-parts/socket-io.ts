import { io, type Socket } from 'socket.io-client';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { eventually } from '../../support/eventually.ts';
import { type Contestant, toDelivery } from './contestant.ts';
import { startMeasured } from './measured-process.ts';

/** socket.io with its Redis adapter, a room a session; no access rights, no log, no resume: only the delivery. */
export async function startSocketIo(redisUrl: string): Promise<Contestant> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const file = 'tests/bench/fan-out-parts/socket-io-server.ts';
  const server = await startMeasured(file, { REDIS_URL: redisUrl, PORT: String(port) });
  await eventually(async () => (await fetch(url)).ok, 15_000, 100);
  const sockets: Socket[] = [];
  let sessions = 0;

  return {
    name: 'socket.io + Redis adapter',
    cpuUs: server.cpuUs,
    kind: 'socket.io',
    heldBytes: server.heldBytes,
    async prepare(count) {
      sessions = count;
      return Array.from({ length: count }, (_, place) => `session-${place}`);
    },
    async openViewers(count, onDelivery) {
      for (let start = 0; start < count; start += 50) {
        const batch = Array.from({ length: Math.min(50, count - start) }, (_, place) => {
          const auth = { session: `session-${(start + place) % sessions}` };
          const socket = io(url, { transports: ['websocket'], forceNew: true, auth });
          sockets.push(socket);
          socket.on('event', ({ event }: { event: { type: string; text?: string; streamSid?: string } }) => {
            const { kind, sentAt } = toDelivery(`"${event.type}" ${event.text ?? event.streamSid}`);
            onDelivery(kind, sentAt);
          });
          return new Promise<void>((resolve, reject) => {
            socket.once('connect', () => resolve());
            socket.once('connect_error', reject);
          });
        });
        await Promise.all(batch);
      }
    },
    async close() {
      for (const socket of sockets.splice(0)) socket.disconnect();
      await server.stop();
    },
  };
}
