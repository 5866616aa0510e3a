import { ApiError } from '@ringback/shared/client/gateway-call';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AttachmentState, type MediaAttachment, startMediaAttachment } from './media-attachment.ts';

/** A browser's socket on a working network, until its test says otherwise. */
class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  readyState = 0;
  bufferedAmount = 0;
  sent: { event: string; streamSid?: string }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    Socket.all.push(this);
    queueMicrotask(() => {
      this.readyState = Socket.OPEN;
      this.onopen?.();
    });
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  /** Telephony says something on this stream. */
  bring() {
    const streamSid = this.sent.find(({ event }) => event === 'start')?.streamSid;
    this.onmessage?.({ data: JSON.stringify({ event: 'clear', streamSid }) });
  }
}

let attachment: MediaAttachment;
let states: AttachmentState[];
/** Whether the gateway gives tokens. `hangs`: it answers nothing. */
let gateway: 'there' | 'hangs';
const frame = () =>
  attachment.sayInTime((writer) => [writer.media({ payload: new Uint8Array(160), timestampMs: Date.now() })]);
const frames = (socket: Socket | undefined) => socket?.sent.filter(({ event }) => event === 'media').length;

async function speak(ms: number) {
  for (let spoken = 0; spoken < ms; spoken += 20) {
    await vi.advanceTimersByTimeAsync(20);
    frame();
  }
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
  Socket.all = [];
  states = [];
  gateway = 'there';
  attachment = startMediaAttachment({
    mediaUrl: 'ws://127.0.0.1/browser/media',
    fetchToken: async () => {
      if (gateway === 'there') return 'token';
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      throw new ApiError('unreachable', '', { status: 0 });
    },
    reattachMs: 20_000,
    cancelsEcho: () => true,
    hear: () => undefined,
    started: () => undefined,
    changed: (state) => states.push(state),
    closed: () => undefined,
    log: () => undefined,
  });
  await speak(5_000);
  expect(states).toEqual(['attached']);
});
afterEach(() => {
  attachment.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a socket that accepts no more data', () => {
  it('is lost after four seconds, and another one is opened', async () => {
    const [first] = Socket.all;
    if (first) first.bufferedAmount = 65 * 1024;
    await speak(3_500);
    expect(states).toEqual(['attached']);
    await speak(2_000);
    expect(states).toEqual(['attached', 'reattaching', 'attached']);
    expect(Socket.all).toHaveLength(2);
  });

  it('is not lost on a slow network that accepts a little now and then: late frames are dropped', async () => {
    const [first] = Socket.all;
    const before = frames(first);
    for (let round = 0; round < 5; round += 1) {
      if (first) first.bufferedAmount = 65 * 1024;
      await speak(3_000);
      expect(frames(first)).toBe((before ?? 0) + round);
      if (first) first.bufferedAmount = 0;
      await speak(20);
    }
    expect(states).toEqual(['attached']);
  });
});

describe('a stream on a network that is suspected', () => {
  it('counts as lost from then on while nothing answers, and is replaced when the network is back', async () => {
    gateway = 'hangs';
    const suspectedAt = Date.now();
    attachment.suspect('silence');
    expect(states).toEqual(['attached', 'reattaching']);
    await speak(12_000);
    expect(attachment.lostAt).toBe(suspectedAt);
    gateway = 'there';
    await speak(10_000);
    expect(attachment.state).toBe('attached');
    expect(Socket.all).toHaveLength(2);
  });

  it('is replaced at once if tokens are given, and sends until then', async () => {
    const [first] = Socket.all;
    attachment.suspect('silence');
    frame();
    expect(frames(first)).toBe(251);
    await speak(100);
    expect(Socket.all).toHaveLength(2);
    expect(attachment.state).toBe('attached');
    expect(first?.readyState).toBe(3);
  });

  it('is left alone when it was heard lately: only the gateway has fallen silent', async () => {
    Socket.all[0]?.bring();
    await speak(2_000);
    attachment.suspect('silence');
    await speak(1_000);
    expect(states).toEqual(['attached']);
    expect(Socket.all).toHaveLength(1);
  });

  it('is well again when something arrives on it: a gateway that hangs has cut nothing', async () => {
    gateway = 'hangs';
    const [first] = Socket.all;
    attachment.suspect('silence');
    await speak(3_000);
    first?.bring();
    expect(attachment.state).toBe('attached');
    await speak(20_000);
    expect(states).toEqual(['attached', 'reattaching', 'attached']);
    expect(frames(first)).toBe(250 + 150 + 1_000);
    expect(Socket.all).toHaveLength(1);
  });
});
