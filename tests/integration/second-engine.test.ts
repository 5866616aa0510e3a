import { instanceIdSchema, type SessionId } from '@ringback/shared/contract/ids';
import { connectCommands } from '@ringback/shared/redis/connect';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import { createSessionStore, type SessionStore } from '@ringback/shared/redis/session/session-store';
import { loadConfig } from '@ringback/shared/runtime/config';
import { createLogger } from '@ringback/shared/runtime/logger';
import { afterEach, expect, it } from 'vitest';
import { bridgeSettings } from '../../services/ai-bridge/src/config.ts';
import { startBridge } from '../../services/ai-bridge/src/start-bridge.ts';
import { eventually } from '../support/eventually.ts';
import { lines as engineKind } from '../support/lines-engine/engine.ts';
import {
  type LinesProvider,
  type LinesScript,
  startLinesProvider,
} from '../support/lines-engine/lines-provider.ts';
import { collectLogLines, type LogLines } from '../support/log-lines.ts';
import { newSession } from '../support/new-session.ts';
import { type PlayedTelephony, playTelephony } from '../support/played-telephony.ts';
import { redisUrlOfEach } from '../support/service-redis.ts';
import { testRedisUrl } from '../support/test-redis.ts';

/** An engine with nothing of OpenAI's: one folder, and one line that names it as the bridge's `engine.ts` does. */

const linkSecret = 'link-secret-for-tests';

interface Call {
  provider: LinesProvider;
  store: SessionStore;
  sessionId: SessionId;
  telephony: PlayedTelephony;
}
const open: (() => unknown)[] = [];
let logs: LogLines;
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  expect(logs.errors()).toEqual([]);
});

async function beginCall(script: LinesScript): Promise<Call> {
  const redisUrl = await testRedisUrl();
  logs = collectLogLines();
  const provider = await startLinesProvider(script);
  open.push(provider.close);
  const config = loadConfig(bridgeSettings.extend(engineKind.settings), {
    RINGBACK_MODE: 'local',
    REDIS_URL: (await redisUrlOfEach(redisUrl))['ai-bridge'],
    PORT: '0',
    INSTANCE_ID: 'bridge-1',
    LINK_SECRET: linkSecret,
    LINES_PORT: String(provider.port),
  });
  const bridge = await startBridge(config, engineKind.createEngine(config), logs.destination);
  open.push(async () => {
    await bridge.drain();
    await bridge.close();
  });
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  const redis: ScriptedRedis = await connectCommands(redisUrl, logger, 'test');
  open.push(() => redis.disconnect());
  const store = createSessionStore({ redis });
  const sessionId = await newSession(store);
  const telephony = await playTelephony({
    bridge: { instance: 'bridge-1', port: bridge.port },
    linkSecret,
    sessionId,
  });
  open.push(telephony.close);
  const media = { type: 'media.started' as const, streamSid: 'MZ1', instance: self(telephony) };
  await store.commit(sessionId, { type: 'record', facts: [media] });
  return { provider, store, sessionId, telephony };
}
const self = ({ instance }: PlayedTelephony) => instanceIdSchema.parse(instance);

/** What stands on the record, as "speaker: words", in the order of the conversation. */
async function spoken({ store, sessionId }: Call): Promise<string[]> {
  const log = await store.readLog(sessionId, 0);
  return log.flatMap(({ event }) =>
    event.type === 'transcript.completed' ? [`${event.speaker}: ${event.text}`] : [],
  );
}
const waitFor = (call: Call, turns: number) =>
  eventually(async () => (await spoken(call)).length === turns, 10_000);

it('a bridge holds a whole interview with an engine that is not OpenAI’s', async () => {
  const call = await beginCall({
    answers: [
      { text: 'Welcome. Why do you bake?' },
      { text: 'What was your hardest morning?' },
      { text: 'Thank you, and goodbye.', bye: true },
    ],
    heard: ['Because bread makes people happy.', 'Please stop the interview now.'],
  });
  const { provider, store, sessionId, telephony } = call;
  await waitFor(call, 1);
  telephony.speak(1_200);
  await waitFor(call, 3);
  telephony.speak(1_200);
  await eventually(async () => (await store.read(sessionId))?.record.phase === 'ended', 10_000);

  expect(await spoken(call)).toEqual([
    'interviewer: Welcome. Why do you bake?',
    'candidate: Because bread makes people happy.',
    'interviewer: What was your hardest morning?',
    'candidate: Please stop the interview now.',
    'interviewer: Thank you, and goodbye.',
  ]);
  expect(telephony.heardMs).toBe(1_500);
  await eventually(() => telephony.told.at(-1) === 'closed');
  await eventually(() => provider.openSessions === 1);
  expect((await store.read(sessionId))?.record).toMatchObject({
    endReason: 'stopped_by_candidate',
    modelUse: { audio: { output: 3_000 }, costUsd: 0.003 },
    holders: ['telephony/telephony-1'],
  });
  await store.commit(sessionId, { type: 'release', service: 'telephony', instance: self(telephony) });
  expect((await store.read(sessionId))?.record.phase).toBe('closed');
  const [session = []] = provider.received.filter((lines) => lines.length > 0);
  expect(session[0]).toMatch(/^BRIEF You interview a job-seeker .*"Baker"/);
  expect(session.filter((line) => line === 'SPEAK')).toHaveLength(3);
}, 30_000);

it('after its connection is cut, the next session is told what was said, and the interview goes on', async () => {
  const call = await beginCall({
    answers: [{ text: 'Welcome. Why do you bake?' }, { text: 'What was your hardest morning?' }],
    heard: ['Because bread makes people happy.'],
  });
  const { provider, telephony } = call;
  await waitFor(call, 1);
  const [first = []] = provider.received.filter((lines) => lines.length > 0);
  provider.cut(first);
  const told = () => provider.received.flatMap((lines) => (lines === first ? [] : lines));
  const past = () => told().filter((line) => line.startsWith('PAST'));
  await eventually(() => past().length > 0);
  expect(past()).toEqual(['PAST interviewer Welcome. Why do you bake?']);
  telephony.speak(1_200);
  await waitFor(call, 3);
  expect((await spoken(call)).at(-1)).toBe('interviewer: What was your hardest morning?');
}, 30_000);
