import type { AddressInfo } from 'node:net';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { type FromCaller, fromCallerSchema } from '@ringback/shared/contract/media-stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import type { AudioDevice } from './audio-device.ts';
import { type PagePhone, startPagePhone } from './page-phone.ts';
import type { PhoneDeviceEvents } from './phone-device.ts';

interface Stream {
  socket: ServerSocket;
  messages: FromCaller[];
  streamSid: string;
}
let server: WebSocketServer;
let mediaUrl: string;
let streams: Stream[];
const opened: PagePhone[] = [];

beforeEach(async () => {
  streams = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    const stream: Stream = { socket, messages: [], streamSid: '' };
    socket.on('message', (data) => {
      const message = fromCallerSchema.parse(JSON.parse(data.toString()));
      stream.messages.push(message);
      if (message.event !== 'start') return;
      stream.streamSid = message.streamSid;
      streams.push(stream);
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  mediaUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/browser/media`;
});

afterEach(async () => {
  for (const phone of opened.splice(0)) phone.close('left');
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

/** A sound card at telephone rate that plays when told to. */
class SoundCard implements AudioDevice {
  readonly sampleRate = 8_000;
  readonly microphone = {} as MediaStream;
  readonly isStanding = false;
  isRunning = true;
  hasOutput = true;
  isClosed = false;
  cancelsEcho = true;
  waiting: (number | string)[] = [];
  events: PhoneDeviceEvents | undefined;
  play(samples: Float32Array) {
    this.waiting.push(samples.length);
  }
  mark(name: string) {
    this.waiting.push(name);
  }
  clear() {
    this.giveBack();
  }
  microphones: MediaStream[] = [];
  changeMicrophone(microphone: MediaStream) {
    this.microphones.push(microphone);
  }
  giveBack() {
    for (const entry of this.waiting.splice(0)) if (typeof entry === 'string') this.events?.played(entry);
  }
  async resume() {
    this.isRunning = true;
    this.events?.runningChanged(true);
  }
  retire() {}
  close() {
    this.isClosed = true;
  }
  speak(milliseconds: number) {
    for (let ms = 0; ms < milliseconds; ms += 20)
      this.events?.captured(new Float32Array(160).fill(0.5), 0.25);
  }
}

function call(over: { fetchToken?: () => Promise<string>; isRunning?: boolean } = {}) {
  const card = new SoundCard();
  card.isRunning = over.isRunning ?? true;
  const tokens: string[] = [];
  /** Names of microphones that stopped giving sound. Null for each that gave it again. */
  const lost: (string | null)[] = [];
  const phone = startPagePhone({
    mediaUrl,
    reattachMs: 20_000,
    fetchToken:
      over.fetchToken ??
      (async () => {
        tokens.push(`token-${tokens.length + 1}`);
        return tokens.at(-1) ?? '';
      }),
    openDevice: async (events) => {
      card.events = events;
      return card;
    },
    changed: () => undefined,
    microphoneLost: (microphone) => lost.push(microphone?.name ?? null),
    log: () => undefined,
  });
  opened.push(phone);
  return { phone, card, tokens, lost };
}

const stream = (number: number) =>
  vi.waitFor(() => streams[number] ?? Promise.reject(new Error('no stream')), { timeout: 4_000 });
const closed = (phone: PagePhone) =>
  vi.waitFor(
    () =>
      phone.state.phase === 'closed' ? phone.state.reason : Promise.reject(new Error(phone.state.phase)),
    { timeout: 4_000 },
  );
const of = (messages: FromCaller[], event: FromCaller['event']) => messages.filter((m) => m.event === event);
const until = (check: () => void) => vi.waitFor(check, { timeout: 4_000 });

describe('the phone of a page', () => {
  it('speaks the carrier’s messages: connected, start with the token, frames 20 ms apart', async () => {
    const { card } = call();
    const { messages, streamSid } = await stream(0);
    card.speak(60);
    await until(() => expect(of(messages, 'media')).toHaveLength(3));
    expect(messages[0]).toMatchObject({ event: 'connected', protocol: 'Call' });
    expect(messages[1]).toMatchObject({
      event: 'start',
      start: { streamSid, customParameters: { token: 'token-1', echoCancellation: 'true', alive: 'true' } },
    });
    const media = messages.flatMap((message) => (message.event === 'media' ? [message.media] : []));
    expect(media.map(({ timestamp }) => timestamp)).toEqual(['0', '20', '40']);
    expect(atob(media[0]?.payload ?? '')).toHaveLength(160);
  });

  it('sends silence while muted and still shows how loud the candidate is', async () => {
    const { phone, card } = call();
    const { messages } = await stream(0);
    phone.setMuted(true);
    card.speak(20);
    await until(() => expect(of(messages, 'media')).toHaveLength(1));
    expect(messages.at(-1)).toMatchObject({ media: { payload: btoa('\xff'.repeat(160)) } });
    expect(phone.levels()).toEqual({ candidate: 0.5, interviewer: 0.25 });
  });

  it('plays what arrives and returns marks when their audio was heard', async () => {
    const { card } = call();
    const { socket, messages, streamSid } = await stream(0);
    const payload = btoa('\x80'.repeat(320));
    socket.send(JSON.stringify({ event: 'media', streamSid, media: { payload } }));
    socket.send(JSON.stringify({ event: 'mark', streamSid, mark: { name: 'item 1 ends' } }));
    await until(() => expect(card.waiting).toHaveLength(2));
    expect(of(messages, 'mark')).toHaveLength(0);
    card.giveBack();
    await until(() => expect(of(messages, 'mark')).toMatchObject([{ mark: { name: 'item 1 ends' } }]));
  });

  it('returns pending marks at once on clear, and ignores another stream’s messages', async () => {
    const { card } = call();
    const { socket, messages, streamSid } = await stream(0);
    socket.send(JSON.stringify({ event: 'mark', streamSid: 'MZother', mark: { name: 'foreign' } }));
    socket.send(JSON.stringify({ event: 'mark', streamSid, mark: { name: 'own' } }));
    socket.send(JSON.stringify({ event: 'clear', streamSid }));
    await until(() => expect(of(messages, 'mark')).toMatchObject([{ mark: { name: 'own' } }]));
    expect(card.waiting).toEqual([]);
  });

  it('says stop when it hangs up, and releases the sound card', async () => {
    const { phone, card } = call();
    const { messages } = await stream(0);
    phone.hangUp();
    phone.hangUp();
    await until(() => expect(of(messages, 'stop')).toHaveLength(1));
    expect(card.isClosed).toBe(true);
    expect(phone.state).toEqual({ phase: 'closed', reason: 'hung_up' });
  });

  it('says no stop when the page is left', async () => {
    const { phone } = call();
    const { socket, messages } = await stream(0);
    const gone = new Promise((resolve) => socket.once('close', resolve));
    phone.close('left');
    await gone;
    expect(of(messages, 'stop')).toHaveLength(0);
  });

  it('rejoins the call with a fresh token, and does not return marks of the earlier stream', async () => {
    const { phone, card } = call();
    const first = await stream(0);
    first.socket.send(
      JSON.stringify({ event: 'mark', streamSid: first.streamSid, mark: { name: 'before the cut' } }),
    );
    await until(() => expect(card.waiting).toHaveLength(1));
    const kept = card.waiting.slice();
    first.socket.terminate();
    const second = await stream(1);
    await until(() => expect(phone.state.phase).toBe('open'));
    expect(second.messages[1]).toMatchObject({ start: { customParameters: { token: 'token-2' } } });
    expect(second.streamSid).not.toBe(first.streamSid);
    card.waiting = kept;
    card.giveBack();
    card.speak(20);
    await until(() => expect(of(second.messages, 'media')).toHaveLength(1));
    expect(of(second.messages, 'mark')).toHaveLength(0);
  });

  it('treats its stream as lost when the network is gone, and waits no longer when it is back', async () => {
    let isThere = true;
    let asked = 0;
    const fetchToken = async () => {
      asked += 1;
      if (!isThere) throw new ApiError('unreachable', '', { status: 0 });
      return 'token';
    };
    const { phone } = call({ fetchToken });
    await stream(0);
    await until(() => expect(phone.state.phase).toBe('open'));
    isThere = false;
    const lostAt = Date.now();
    phone.doubt('offline');
    expect(phone.state).toMatchObject({ phase: 'reattaching' });
    expect(phone.state.phase === 'reattaching' && phone.state.lostAt - lostAt).toBeLessThan(100);
    // The waits grow: 0.3, 0.6, 1.2, 2 s.
    await until(() => expect(asked).toBe(4));
    isThere = true;
    const backAt = Date.now();
    phone.retryNow();
    await until(() => expect(phone.state.phase).toBe('open'));
    expect(Date.now() - backAt).toBeLessThan(1_500);
    await until(() => expect(streams).toHaveLength(2));
  });

  it('counts as cut off when its network is suspected, until its stream is heard', async () => {
    const { promise: never } = Promise.withResolvers<string>();
    let asked = 0;
    const fetchToken = () => {
      asked += 1;
      return asked === 1 ? Promise.resolve('token') : never;
    };
    const { phone, card } = call({ fetchToken });
    const { socket, messages, streamSid } = await stream(0);
    await until(() => expect(phone.state.phase).toBe('open'));
    phone.suspect('silence');
    expect(phone.state).toMatchObject({ phase: 'reattaching', lostAt: expect.any(Number) });
    card.speak(20);
    await until(() => expect(of(messages, 'media')).toHaveLength(1));
    socket.send(JSON.stringify({ event: 'clear', streamSid }));
    await until(() => expect(phone.state.phase).toBe('open'));
  });

  it('says that its microphone is gone, on every stream, until another one is taken in the same call', async () => {
    const { phone, card, lost } = call();
    const first = await stream(0);
    await until(() => expect(phone.state.phase).toBe('open'));
    card.events?.microphoneChanged({ isGone: true, name: 'Headset' });
    await until(() => expect(of(first.messages, 'microphone')).toHaveLength(1));
    first.socket.terminate();
    const second = await stream(1);
    await until(() =>
      expect(of(second.messages, 'microphone')).toMatchObject([{ microphone: { isGone: true } }]),
    );
    const another = { getTracks: () => [] } as unknown as MediaStream;
    phone.changeMicrophone(another);
    await until(() =>
      expect(of(second.messages, 'microphone').at(-1)).toMatchObject({ microphone: { isGone: false } }),
    );
    expect(card.microphones).toEqual([another]);
    expect(lost).toEqual(['Headset', null]);
    card.speak(20);
    await until(() => expect(of(second.messages, 'media').length).toBeGreaterThan(0));
    expect(streams).toHaveLength(2);
  });

  it('releases a microphone that arrives when the call is over', async () => {
    const { phone } = call();
    await stream(0);
    phone.close('ended');
    const stop = vi.fn();
    phone.changeMicrophone({ getTracks: () => [{ stop }] } as unknown as MediaStream);
    expect(stop).toHaveBeenCalledTimes(1);
  });

  it('is over when the server closes with 1000', async () => {
    const { phone, card } = call();
    (await stream(0)).socket.close(1000);
    expect(await closed(phone)).toBe('ended');
    expect(card.isClosed).toBe(true);
  });

  it('is over when no token is given because the session has ended', async () => {
    const { phone } = call({
      fetchToken: () => Promise.reject(new ApiError('session_ended', '', { status: 409 })),
    });
    expect(await closed(phone)).toBe('ended');
  });

  it('is blocked until a gesture when the browser holds the audio back', async () => {
    const { phone } = call({ isRunning: false });
    await stream(0);
    await until(() => expect(phone.state.phase).toBe('blocked'));
    phone.resume();
    await until(() => expect(phone.state.phase).toBe('open'));
  });

  it('goes on listening where nothing can be played, and says so', async () => {
    const { phone, card } = call({ isRunning: false });
    const { messages } = await stream(0);
    await until(() => expect(phone.state.phase).toBe('blocked'));
    card.hasOutput = false;
    card.events?.reopened(card);
    await card.resume();
    expect(phone.state.phase).toBe('unheard');
    card.speak(100);
    await until(() => expect(of(messages, 'media').length).toBeGreaterThan(3));
  });
});
