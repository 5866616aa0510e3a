import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { type Instance, instanceSchema } from '@ringback/shared/contract/instances';
import { createHttpApp, listen } from '@ringback/shared/runtime/http';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { routeUpgrades } from '@ringback/shared/runtime/socket';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBridgeMetrics } from '../../services/ai-bridge/src/bridge-metrics.ts';
import { startLinkServer } from '../../services/ai-bridge/src/link/link-server.ts';
import type { LinkedBridge } from '../../services/ai-bridge/src/link/serve-link.ts';
import type { MediaStreamSender } from '../../services/telephony/src/domain/line-port.ts';
import {
  type BridgeChannel,
  type BridgePool,
  createBridgePool,
} from '../../services/telephony/src/link/bridge-pool.ts';
import { createCallAudio } from '../../services/telephony/src/media/call-audio.ts';
import { clipsIn } from '../../services/telephony/src/media/own-clips.ts';
import { createTelephonyMetrics } from '../../services/telephony/src/telephony-metrics.ts';
import { eventually } from '../support/eventually.ts';

/** Both ends of a real link on loopback. The interviewers behind it only count what they get. */
async function openLink() {
  const logger = createLogger({ service: 'test', instance: 'test', level: 'silent' });
  const metrics = { telephony: createMetrics('telephony'), bridge: createMetrics('ai-bridge') };
  const telephonyMetrics = createTelephonyMetrics(metrics.telephony);
  const heard = new Map<SessionId, number>();
  const lost: string[] = [];
  const actor = (sessionId: SessionId): LinkedBridge => ({
    onControl() {},
    callerAudio: { take: () => void heard.set(sessionId, (heard.get(sessionId) ?? 0) + 1) },
    onLineLost: () => void lost.push(sessionId),
    handOver: () => void lost.push(sessionId),
  });
  const server = startLinkServer({
    secrets: ['link-secret-for-tests'],
    self: () => ({ instance: 'bridge-1', address: bridge.address }),
    logger,
    metrics: createBridgeMetrics(metrics.bridge),
    openBridge: async ({ sessionId }) => {
      heard.set(sessionId, 0);
      return { outcome: 'ok', actor: actor(sessionId) };
    },
  });
  const http = await listen(createHttpApp({ metrics: metrics.bridge, readiness: () => [] }), '127.0.0.1', 0);
  routeUpgrades(http.server, { '/link': server.upgrade });
  const bridge: Instance = instanceSchema.parse({
    ...{ service: 'ai-bridge', instance: 'bridge-1', address: `ws://127.0.0.1:${http.port}` },
    ...{ heartbeatAt: 0, capacity: 500, load: 0, draining: false, confirmedGeneration: 0 },
  });
  const pool: BridgePool = createBridgePool({
    secrets: ['link-secret-for-tests'],
    instance: 'telephony-1',
    logger,
    metrics: telephonyMetrics,
  });
  async function openCalls(count: number): Promise<BridgeChannel[]> {
    const listener = {
      onControl() {},
      onAudio() {},
      onQuiet() {},
      onLost: (reason: string) => void lost.push(reason),
    };
    const ids = Array.from({ length: count }, (_, index) =>
      sessionIdSchema.parse(`ses_${String(index).padStart(22, '0')}`),
    );
    const channels = await Promise.all(
      ids.map((sessionId) => pool.open(bridge, { sessionId, insteadOf: null, carries: false }, listener)),
    );
    await eventually(() => heard.size === count);
    return channels;
  }
  return {
    ...{ pool, lost, openCalls, telephonyMetrics },
    heard: () => [...heard.values()],
    async close() {
      pool.close();
      server.close();
      await new Promise((resolve) => http.server.close(resolve));
    },
  };
}

let link: Awaited<ReturnType<typeof openLink>>;
beforeEach(async () => {
  link = await openLink();
});
afterEach(() => link.close());

const payload = Buffer.alloc(160, 0x55).toString('base64');
/** More than a megabyte in one turn of the event loop, whatever its content. */
const manyCalls = 200;
const framesOfStandstill = 23;
const spokenFrames = 4_600;

/** The audio of a call that has a bridge, loses it, and gets another one when the test says so. */
function startCallAudio(channel: BridgeChannel) {
  let hasBridge = false;
  const line: MediaStreamSender = {
    ...{ streamSid: 'MZ1', cancelsEcho: false },
    send: () => true,
    clear() {},
    sayAlive() {},
    retire() {},
  };
  const audio = createCallAudio({
    bridge: {
      ...{ open() {}, searchAgain() {}, stopSearching() {}, close() {}, isSearching: false, isReady: true },
      control: (message) => void (hasBridge && channel.control(message)),
      audio: (timestampMs, frame) => void (hasBridge && channel.audio(timestampMs, frame)),
    },
    metrics: link.telephonyMetrics,
    clips: () => clipsIn('en'),
    onSpoken() {},
    publishLevels: async () => 0,
    onLevelsRefused() {},
    onStuck() {},
  });
  audio.attach(line);
  audio.onBridge({ type: 'ready' });
  audio.onBridgeLost();
  return {
    audio,
    speak(frames: number) {
      for (let index = 0; index < frames; index++) {
        audio.onCaller(line, { type: 'media', streamSid: 'MZ1', timestampMs: index * 20, payload });
      }
    },
    findBridge() {
      hasBridge = true;
      audio.onBridge({ type: 'ready' });
    },
  };
}

describe('the media link', { timeout: 60_000 }, () => {
  it('carries what a stall of 0.45 s has kept for 200 calls, and loses none of it', async () => {
    const channels = await link.openCalls(manyCalls);
    for (let frame = 0; frame < framesOfStandstill; frame++) {
      for (const channel of channels) channel.audio(frame * 20, payload);
    }
    await eventually(
      () => link.lost.length > 0 || link.heard().every((count) => count === framesOfStandstill),
    );
    expect(link.lost).toEqual([]);
  });

  it('survives fifty calls that resume together after an answer of 92 s', async () => {
    const calls = (await link.openCalls(50)).map(startCallAudio);
    for (const call of calls) call.speak(spokenFrames);
    for (const call of calls) call.findBridge();
    await eventually(
      () => link.lost.length > 0 || link.heard().every((count) => count >= spokenFrames),
      20_000,
    );
    expect(link.lost).toEqual([]);
    for (const { audio } of calls) audio.close();
    await eventually(() => calls.every(({ audio }) => audio.timers === 0));
  });
});
