import { afterEach } from 'vitest';
import { startRealtimeStandIn } from '../src/openai/realtime-server.ts';
import type { RealtimeStandIn, RealtimeStandInOptions } from '../src/openai/realtime-stand-in.ts';
import { TestClient } from './realtime-client.ts';
import { type ScriptedAnswer, scriptedParts } from './scripted-parts.ts';

/** For tests: stand-ins and clients that are closed after each test. */

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

/** Closes this after the test. */
export function closeLater<Closable extends { close(): unknown }>(one: Closable): Closable {
  open.push(one);
  return one;
}

interface Setup extends Omit<RealtimeStandInOptions, 'parts'> {
  answers?: ScriptedAnswer[];
  heard?: string[] | null;
}

/** A scripted stand-in that sends as fast as it can. */
export async function start({ answers = [], heard = [], ...options }: Setup = {}): Promise<RealtimeStandIn> {
  const parts = scriptedParts({ answers, heard });
  const speed = Number.POSITIVE_INFINITY;
  return closeLater(await startRealtimeStandIn({ seed: 1, speed, parts, ...options }));
}

export async function connect(standIn: RealtimeStandIn, options?: Parameters<typeof TestClient.connect>[1]) {
  return closeLater(await TestClient.connect(standIn, options));
}

/** A stand-in with one configured client, and the server's record of it. */
export async function talk(setup: Setup = {}, session: Parameters<TestClient['configure']>[0] = {}) {
  const standIn = await start(setup);
  const client = await connect(standIn);
  await client.configure(session);
  return { standIn, client, record: await standIn.session(0) };
}

/** Server detection with these changes, as a part of a session. */
export const detection = (changes: object) => ({
  audio: { input: { turn_detection: { type: 'server_vad', silence_duration_ms: 300, ...changes } } },
});

export const transcription = { audio: { input: { transcription: { model: 'gpt-transcribe' } } } };
