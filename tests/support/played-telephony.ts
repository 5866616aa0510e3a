import { payloadMs } from '@ringback/shared/contract/audio';
import type { SessionId } from '@ringback/shared/contract/ids';
import { instanceSchema } from '@ringback/shared/contract/instances';
import { createLogger } from '@ringback/shared/runtime/logger';
import { createMetrics } from '@ringback/shared/runtime/metrics';
import { createBridgePool } from '../../services/telephony/src/link/bridge-pool.ts';
import { createTelephonyMetrics } from '../../services/telephony/src/telephony-metrics.ts';

const frameMs = 20;
const silence = Buffer.alloc(160, 0xff).toString('base64');
const voice = Buffer.from(
  Uint8Array.from({ length: 160 }, (_, index) => (index % 16 < 8 ? 0x90 : 0x10)),
).toString('base64');

/** A call of one session as its bridge sees it: over a real link, with an ear that hears everything at once. */
export interface PlayedTelephony {
  readonly instance: string;
  /** What the bridge has said, by type. */
  readonly told: readonly string[];
  /** Interviewer audio that was heard, in ms. */
  readonly heardMs: number;
  /** The candidate makes a sound of this many ms. */
  speak(ms: number): void;
  close(): void;
}

/** Opens the call at this bridge. The candidate is silent, in real time, until told to speak. */
export async function playTelephony(options: {
  bridge: { instance: string; port: number };
  linkSecret: string;
  sessionId: SessionId;
}): Promise<PlayedTelephony> {
  const { bridge, linkSecret, sessionId } = options;
  const instance = 'telephony-1';
  const told: string[] = [];
  let heardMs = 0;
  let item = { itemId: '', heardMs: 0 };
  let voiceFrames = 0;
  let sentMs = 0;
  const pool = createBridgePool({
    secrets: [linkSecret],
    instance,
    logger: createLogger({ service: 'test', instance: 'test', level: 'silent' }),
    metrics: createTelephonyMetrics(createMetrics('telephony')),
  });
  const row = instanceSchema.parse({
    ...{ service: 'ai-bridge', instance: bridge.instance, address: `ws://127.0.0.1:${bridge.port}` },
    ...{ heartbeatAt: 0, capacity: 1, load: 0, draining: false, confirmedGeneration: 0 },
  });
  const channel = await pool.open(
    row,
    { sessionId, insteadOf: null, carries: false },
    {
      onControl(message) {
        told.push(message.type);
        if (message.type === 'ready') channel.control({ type: 'resume', items: [], callerMs: 0 });
        else if (message.type === 'item_started') item = { itemId: message.itemId, heardMs: 0 };
        else if (message.type === 'item_finished') channel.control({ type: 'heard', ...item, final: true });
        else if (message.type === 'clear') channel.control({ type: 'cleared', ...item });
      },
      onAudio(payload) {
        heardMs += payloadMs(payload);
        item = { ...item, heardMs: item.heardMs + payloadMs(payload) };
        channel.control({ type: 'heard', ...item, final: false });
      },
      onQuiet() {},
      onLost: (reason) => void told.push(`lost: ${reason}`),
    },
  );
  const talking = setInterval(() => {
    channel.audio(sentMs, voiceFrames > 0 ? voice : silence);
    voiceFrames -= 1;
    sentMs += frameMs;
  }, frameMs);
  return {
    instance,
    told,
    get heardMs() {
      return heardMs;
    },
    speak(ms) {
      voiceFrames = ms / frameMs;
    },
    close() {
      clearInterval(talking);
      channel.close('session over');
      pool.close();
    },
  };
}
