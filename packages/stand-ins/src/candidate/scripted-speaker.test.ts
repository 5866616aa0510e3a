import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { MediaStreamClient } from './media-stream.ts';
import { openMediaStream } from './media-stream-client.ts';
import { type SpeakerScript, startScriptedSpeaker } from './scripted-speaker.ts';

let server: WebSocketServer;
let client: MediaStreamClient;
let socket: WebSocket;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const connected = once(server, 'connection');
  client = await openMediaStream({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` });
  [socket] = await connected;
});
afterEach(async () => {
  await client.end('broken');
  await new Promise((done) => server.close(done));
});

/** The interviewer speaks for this long; 0x00 is the loudest µ-law code. */
const ask = (ms: number) =>
  socket.send(
    JSON.stringify({
      event: 'media',
      streamSid: client.streamSid,
      media: { payload: Buffer.alloc(ms * 8, 0).toString('base64') },
    }),
  );

const clip = (ms: number) => new Uint8Array(ms * 8).fill(0x10);
const quick = { hangoverMs: 100, minSpeechMs: 60 } satisfies Partial<SpeakerScript>;

/** Waits for frames until something holds. */
async function until(holds: () => boolean) {
  while (!holds()) await once(client.events, 'frame');
}

describe('scripted speaker', () => {
  it('answers each turn after the interviewer has stopped and hangs up after its turns', async () => {
    const speaker = startScriptedSpeaker(client, {
      ...quick,
      clips: [clip(60), clip(100)],
      hangUpAfterTurns: 2,
    });
    ask(200);
    await until(() => speaker.turns[0]?.saidToMs != null);
    ask(200);
    expect(await speaker.finished).toBe('hung_up');
    expect(await client.closed).toMatchObject({ code: 1000, by: 'caller' });
    for (const turn of speaker.turns) {
      expect(turn.heardToMs - turn.heardFromMs).toBeGreaterThanOrEqual(200);
      expect(turn.saidFromMs - turn.heardToMs).toBeGreaterThanOrEqual(80);
      expect(turn.isBargeIn).toBe(false);
    }
    expect(speaker.turns.map((turn) => turn.clip)).toEqual([0, 1]);
  });

  it('interrupts on demand while the interviewer is heard', async () => {
    const speaker = startScriptedSpeaker(client, {
      ...quick,
      clips: [clip(60)],
      bargeIns: [{ turn: 0, afterMs: 100 }],
    });
    ask(5000);
    await until(() => speaker.turns.length === 1);
    expect(speaker.turns[0]).toMatchObject({ isBargeIn: true });
    expect(client.waitingMs()).toBeGreaterThan(4000);
  });

  it('stays silent when it has nothing left, and stops on demand', async () => {
    const exhausted = startScriptedSpeaker(client, { ...quick, clips: [] });
    ask(100);
    expect(await exhausted.finished).toBe('exhausted');
    const stopped = startScriptedSpeaker(client, { ...quick, clips: [clip(1000)] });
    ask(100);
    await until(() => client.isSpeaking);
    stopped.stop();
    stopped.stop();
    expect(client.isSpeaking).toBe(false);
    expect(await stopped.finished).toBe('stopped');
    expect(client.events.listenerCount('frame')).toBe(0);
  });

  it('ends with the stream', async () => {
    const speaker = startScriptedSpeaker(client, { clips: [clip(100)] });
    socket.close(1000);
    expect(await speaker.finished).toBe('stream_closed');
  });
});
