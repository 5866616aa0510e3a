import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { sessionViewSchema } from '@ringback/shared/contract/session-view';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { createLogger } from '@ringback/shared/runtime/logger';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldToldEntries } from '../../services/frontend-gateway/src/domain/told-entries.ts';
import { readStoredSession, restoreSession } from '../support/compatibility/stored-session-file.ts';
import { testRedisUrl } from '../support/test-redis.ts';

const corpus = fileURLToPath(new URL('./corpus', import.meta.url));
const files = globSync('*/*.json', { cwd: corpus }).toSorted();

let redis: ScriptedRedis;
let store: SessionStore;
beforeAll(async () => {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  redis = await connectCommands(await testRedisUrl(), logger, 'test');
  store = createSessionStore({ redis });
});
afterAll(() => redis.disconnect());

describe('a session that a release has stored', () => {
  it('exists for this release too', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it.each(files)('is read, shown and ended: %s', async (file) => {
    const stored = readStoredSession(`${corpus}/${file}`);
    await restoreSession(redis, stored);
    const { sessionId } = stored;
    const read = await store.read(sessionId);
    const log = await store.readLog(sessionId, 0);
    const events = log.map(({ event }) => event);
    expect(events.filter(({ type }) => type === 'unknown')).toEqual([]);
    expect(log.map(({ revision }) => revision)).toEqual(log.map((_, place) => place + 1));
    // How long a phase may last is each release's own rule.
    expect({ ...events.reduce<SessionRecord | null>(evolveRecord, null), deadlineAt: null }).toEqual({
      ...read?.record,
      deadlineAt: null,
    });
    const { view } = foldToldEntries(null, log);
    expect(sessionViewSchema.parse(view)).toEqual(view);
    // An operation that a release has stored is still answered by it.
    for (const operationId of Object.keys(stored.operations)) {
      expect(await store.recall(sessionId, operationId, 'another body')).not.toBeNull();
    }
    if (read === null || !isLive(read.record.phase)) return;
    expect((await store.commit(sessionId, { type: 'end', reason: 'reset' })).outcome).toBe('ok');
    const after = await store.read(sessionId);
    expect(after?.record.endReason).toBe('reset');
  });
});
