import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import { createSessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { WebSocket } from 'ws';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { visit } from '../../support/candidate-client.ts';
import { eventually } from '../../support/eventually.ts';
import { announceIdleBridge } from '../../support/idle-bridge.ts';
import { beginInterview } from '../../support/new-session.ts';
import { pageOrigin } from '../../support/stack.ts';
import { type Contestant, toDelivery } from './contestant.ts';
import { startMeasured } from './measured-process.ts';

const unlimited = [
  'SESSION_STARTS_PER_10_MINUTES',
  'UPGRADES_PER_MINUTE',
  'UPGRADES_PER_SECOND',
  'NEW_CANDIDATES_PER_MINUTE',
  'TICKETS_PER_MINUTE',
  'LIVE_SESSIONS_PER_CANDIDATE',
  'LIVE_SESSIONS_PER_ADDRESS',
  'LIVE_SESSIONS_PER_NETWORK',
  'READS_PER_MINUTE',
  'SENT_MIB_PER_MINUTE',
];

/** Our gateway as it is deployed: commits to Redis, one fold a session, access rights, heartbeats. */
export async function startRingback(redisUrl: string): Promise<Contestant> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const gateway = await startMeasured('services/frontend-gateway/src/main.ts', {
    RINGBACK_MODE: 'local',
    REDIS_URL: redisUrl,
    HOST: '127.0.0.1',
    PORT: String(port),
    ALLOWED_ORIGINS: pageOrigin,
    COOKIE_SECRET: 'cookie-secret-of-the-bench',
    OPERATOR_TOKEN: 'operator-token-of-the-bench',
    DATA_ENCRYPTION_KEY: 'data-encryption-key-of-the-bench',
    NUMBER_HASH_KEY: 'number-hash-key-of-the-bench',
    LINK_SECRET: 'link-secret-of-the-bench',
    LOG_LEVEL: 'warn',
    MAX_LIVE_CALLS: '100000',
    DAILY_SPEND_LIMIT_USD: '100000',
    // Far away, but there: seats are taken and kept as in service.
    MAX_VIEWERS_PER_SESSION: '100000',
    MAX_VIEWERS_PER_CANDIDATE: '100000',
    ...Object.fromEntries(unlimited.map((name) => [name, '0'])),
  });
  await eventually(async () => (await fetch(`${url}/health/ready`)).ok, 15_000, 100);
  const silent = createLogger({ service: 'bench', instance: 'bench', level: 'silent' });
  const redis = await connectCommands(redisUrl, silent, 'bench');
  const store = createSessionStore({ redis });
  await announceIdleBridge(redis);
  const candidate = await visit(url);
  const sessions: SessionId[] = [];
  const sockets: WebSocket[] = [];

  function open(sessionId: SessionId, ticket: string, onText: (text: string) => void): Promise<void> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/logs`, {
      headers: { origin: pageOrigin, cookie: candidate.cookie },
      perMessageDeflate: false,
    });
    sockets.push(socket);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', version: 1, sessionId, ticket })));
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', (code) => reject(new Error(`closed with ${code}`)));
      socket.once('message', () => {
        socket.on('message', (data) => onText(data.toString()));
        resolve();
      });
    });
  }

  return {
    name: 'Ringback gateway',
    cpuUs: gateway.cpuUs,
    kind: 'ringback',
    heldBytes: gateway.heldBytes,
    async prepare(count) {
      sessions.length = 0;
      for (let made = 0; made < count; made += 1) {
        const sessionId = sessionIdSchema.parse((await candidate.start()).sessionId);
        await beginInterview(store, sessionId);
        sessions.push(sessionId);
      }
      return sessions;
    },
    async openViewers(count, onDelivery) {
      for (let start = 0; start < count; start += 50) {
        const batch = Array.from({ length: Math.min(50, count - start) }, async (_, place) => {
          const sessionId = sessions[(start + place) % sessions.length];
          if (sessionId === undefined) throw new RangeError('no session');
          await open(sessionId, await candidate.ticket(sessionId), (text) => {
            if (!text.startsWith('{"type":"event"')) return;
            const { kind, sentAt } = toDelivery(text);
            onDelivery(kind, sentAt);
          });
        });
        await Promise.all(batch);
      }
    },
    async close() {
      for (const socket of sockets.splice(0)) socket.terminate();
      redis.disconnect();
      await gateway.stop();
    },
  };
}
