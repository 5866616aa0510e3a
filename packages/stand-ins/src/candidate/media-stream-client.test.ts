import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { MediaStreamClient } from './media-stream.ts';
import { openMediaStream } from './media-stream-client.ts';
import { UpgradeRefusedError } from './open-socket.ts';

let server: WebSocketServer;
let url: string;
const clients: MediaStreamClient[] = [];

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end('broken')));
  await new Promise((done) => server.close(done));
});

interface Message {
  event: string;
  sequenceNumber?: string;
  streamSid?: string;
  [key: string]: unknown;
}

/** Opens a stream and returns both ends; `received` fills up with the server's messages. */
async function connect(options: Partial<Parameters<typeof openMediaStream>[0]> = {}) {
  const received: Message[] = [];
  const accepted = new Promise<WebSocket>((resolve) => {
    server.once('connection', (socket) => {
      socket.on('message', (data) => received.push(JSON.parse(data.toString())));
      resolve(socket);
    });
  });
  const client = await openMediaStream({ url, ...options });
  clients.push(client);
  const socket = await accepted;
  const until = async (isReached: (messages: Message[]) => boolean) => {
    while (!isReached(received)) await once(socket, 'message');
    return received;
  };
  const tell = (message: Record<string, unknown>) =>
    socket.send(JSON.stringify({ streamSid: client.streamSid, ...message }));
  const play = (bytes: number, value = 0) =>
    tell({ event: 'media', media: { payload: Buffer.alloc(bytes, value).toString('base64') } });
  const mark = (name: string) => tell({ event: 'mark', mark: { name } });
  return { client, socket, received, until, tell, play, mark };
}

const mediaOf = (messages: Message[]) =>
  messages.filter(({ event }) => event === 'media').map(({ media }) => media as Record<string, string>);

describe('media stream client', () => {
  it('opens with connected, start and frames, numbered and paced by the clock', async () => {
    const startedAt = performance.now();
    const { client, until } = await connect({ customParameters: { token: 't1' } });
    const messages = await until((all) => mediaOf(all).length === 10);
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    expect(messages[0]).toEqual({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    expect(messages[1]).toMatchObject({
      event: 'start',
      sequenceNumber: '1',
      streamSid: client.streamSid,
      start: {
        callSid: client.callSid,
        tracks: ['inbound'],
        customParameters: { token: 't1' },
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      },
    });
    expect(messages.slice(2, 4)).toMatchObject([
      { event: 'media', sequenceNumber: '2', media: { track: 'inbound', chunk: '1', timestamp: '0' } },
      { event: 'media', sequenceNumber: '3', media: { track: 'inbound', chunk: '2', timestamp: '20' } },
    ]);
    const silence = Buffer.from(mediaOf(messages)[0]?.payload ?? '', 'base64');
    expect(silence).toEqual(Buffer.alloc(160, 0xff));
  });

  it('says a clip frame by frame, and reports when it has been said', async () => {
    const { client, until } = await connect();
    expect(await client.say(new Uint8Array(400).fill(7))).toBe(true);
    const messages = await until((all) => mediaOf(all).some(({ payload }) => payload?.startsWith('Bwc')));
    const before = mediaOf(messages).length;
    const later = await until((all) => mediaOf(all).length >= before + 3);
    const said = Buffer.concat(mediaOf(later).map(({ payload }) => Buffer.from(payload ?? '', 'base64')));
    expect(said.filter((byte) => byte === 7)).toHaveLength(400);
  });

  it('plays in real time and returns a mark when the audio before it was heard', async () => {
    const { client, play, mark, until } = await connect();
    mark('empty');
    play(1600);
    mark('after 200 ms');
    const sentAt = performance.now();
    await until((all) => all.filter(({ event }) => event === 'mark').length === 2);
    expect(performance.now() - sentAt).toBeGreaterThan(180);
    expect(client.marks.map(({ name, isCleared }) => [name, isCleared])).toEqual([
      ['empty', false],
      ['after 200 ms', false],
    ]);
    expect(client.heard.totalBytes).toBe(1600);
    expect(client.heard.segments()).toHaveLength(1);
  });

  it('returns all marks at once on clear and plays nothing more', async () => {
    const { client, play, mark, tell, until } = await connect();
    play(80_000);
    mark('one');
    mark('two');
    await once(client.events, 'frame');
    await once(client.events, 'frame');
    tell({ event: 'clear' });
    await until((all) => all.filter(({ event }) => event === 'mark').length === 2);
    expect(client.marks.every(({ isCleared }) => isCleared)).toBe(true);
    expect(client.waitingMs()).toBe(0);
    const heardBytes = client.heard.totalBytes;
    expect(heardBytes).toBeLessThan(8000);
    await once(client.events, 'frame');
    expect(client.heard.totalBytes).toBe(heardBytes);
    expect(client.clears).toHaveLength(1);
  });

  it('counts violations and goes on', async () => {
    const { client, socket, tell, play, mark, until } = await connect({ playbackLimitMs: 100 });
    socket.send(Buffer.from([1, 2]));
    socket.send('{');
    tell({ event: 'clear', streamSid: 'MZother' });
    play(801);
    mark('still alive');
    await until((all) => all.some(({ event }) => event === 'mark'));
    expect(client.violations.map(({ kind, code }) => [kind, code])).toEqual([
      ['binary_frame', 31950],
      ['invalid_json', 31950],
      ['wrong_stream_sid', 31950],
      ['buffer_overflow', 31931],
    ]);
    expect(client.violationCount).toBe(4);
  });

  it('presses keys', async () => {
    const { client, until } = await connect();
    client.press('5');
    const messages = await until((all) => all.some(({ event }) => event === 'dtmf'));
    expect(messages.find(({ event }) => event === 'dtmf')).toMatchObject({
      dtmf: { track: 'inbound_track', digit: '5' },
      streamSid: client.streamSid,
    });
  });

  it('leaves frames out while the timestamps go on', async () => {
    const { client, until } = await connect();
    await until((all) => mediaOf(all).length === 2);
    client.withholdFrames(100);
    const times = mediaOf(await until((all) => mediaOf(all).length === 4)).map((m) => Number(m.timestamp));
    expect(Math.max(...times.slice(1).map((time, i) => time - (times[i] ?? 0)))).toBe(100);
  });

  it('hangs up with stop and 1000, once', async () => {
    const { client, socket, received } = await connect();
    const said = client.say(new Uint8Array(8000));
    const closedAtServer = once(socket, 'close');
    const [first, second] = await Promise.all([client.hangUp(), client.hangUp()]);
    expect(first).toEqual({ code: 1000, reason: '', by: 'caller' });
    expect(second).toEqual(first);
    expect((await closedAtServer)[0]).toBe(1000);
    expect(received.at(-1)).toMatchObject({ event: 'stop', stop: { callSid: client.callSid } });
    expect(received.filter(({ event }) => event === 'stop')).toHaveLength(1);
    expect(await said).toBe(false);
    expect(await client.say(new Uint8Array(160))).toBe(false);
  });

  it('hangs up without stop, and breaks off, on demand', async () => {
    const silent = await connect();
    const silentlyClosed = once(silent.socket, 'close');
    await silent.client.end('no_stop');
    await silentlyClosed;
    expect(silent.received.some(({ event }) => event === 'stop')).toBe(false);

    const broken = await connect();
    const brokenAtServer = once(broken.socket, 'close');
    expect(await broken.client.end('broken')).toMatchObject({ code: 1006, by: 'caller' });
    expect((await brokenAtServer)[0]).toBe(1006);
  });

  it('reports when the server closed and when the connection broke', async () => {
    const clean = await connect();
    clean.socket.close(1008, 'unknown token');
    expect(await clean.client.closed).toEqual({ code: 1008, reason: 'unknown token', by: 'server' });
    expect(clean.client.isOpen).toBe(false);

    const broken = await connect();
    broken.socket.terminate();
    expect(await broken.client.closed).toMatchObject({ code: 1006, by: 'network' });
  });

  it('refuses to open when the server does not answer with 101', async () => {
    await expect(openMediaStream({ url: 'ws://127.0.0.1:1' })).rejects.toThrow(UpgradeRefusedError);
    const strict = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      verifyClient: (_info, done) => done(false, 403),
    });
    await once(strict, 'listening');
    const strictUrl = `ws://127.0.0.1:${(strict.address() as AddressInfo).port}`;
    await expect(openMediaStream({ url: strictUrl })).rejects.toMatchObject({ status: 403 });
    await new Promise((done) => strict.close(done));
  });
});
