import { once } from 'node:events';
import type { SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { WebSocket } from 'ws';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { eventually } from '../../support/eventually.ts';
import { beginInterview, newSession } from '../../support/new-session.ts';
import { type Contestant, toDelivery } from './contestant.ts';
import { startMeasured } from './measured-process.ts';

/** `ws` behind a subscription to every session; no log, no fold, no access rights: only the delivery. */
export async function startPattern(redisUrl: string): Promise<Contestant> {
  const port = await findFreePort();
  const file = 'tests/bench/fan-out-parts/pattern-server.ts';
  const server = await startMeasured(file, { REDIS_URL: redisUrl, PORT: String(port) });
  const silent = createLogger({ service: 'bench', instance: 'bench', level: 'silent' });
  const redis = await connectCommands(redisUrl, silent, 'bench');
  const store = createSessionStore({ redis });
  const sockets: WebSocket[] = [];
  const sessions: SessionId[] = [];

  async function open(session: SessionId, onText: (text: string) => void): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    await once(socket, 'open');
    sockets.push(socket);
    socket.send(session);
    await once(socket, 'message');
    socket.on('message', (data) => onText(data.toString()));
  }

  await eventually(() => open('nobody' as SessionId, () => {}).then(() => true), 15_000, 100);
  return {
    name: 'ws on a pattern subscription',
    kind: 'ringback',
    cpuUs: server.cpuUs,
    heldBytes: server.heldBytes,
    async prepare(count) {
      for (let made = 0; made < count; made += 1) {
        const session = await newSession(store);
        await beginInterview(store, session);
        sessions.push(session);
      }
      return sessions;
    },
    async openViewers(count, onDelivery) {
      for (const session of sessions.slice(0, count)) {
        await open(session, (text) => {
          const { kind, sentAt } = toDelivery(text);
          onDelivery(kind, sentAt);
        });
      }
    },
    async close() {
      for (const socket of sockets.splice(0)) socket.terminate();
      redis.disconnect();
      await server.stop();
    },
  };
}
