import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { linkFrameTypes, linkMessageBytes, mostControlPayloadBytes } from '../contract/media-link.ts';
import { decodeFrames, type LinkFrame } from './link-frames.ts';
import { createLinkOutbox, mostWaitingAudioBytes } from './link-outbox.ts';

const payload = 'A'.repeat(1_000);
const audio = (channel: number, timestampMs = 0): LinkFrame => ({
  ...{ type: linkFrameTypes.callerAudio, channel, timestampMs, payload },
});
const control = (channel: number, text = '{}'): LinkFrame => ({
  ...{ type: linkFrameTypes.control, channel, timestampMs: 0, payload: text },
});
const nextTurn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** An outbox whose socket takes everything or nothing, as the test decides. */
function openOutbox(packMs = 0) {
  const writes: Buffer[] = [];
  const overflown: number[] = [];
  const socket = { reads: true };
  let dropped = 0;
  const outbox = createLinkOutbox({
    write: (message) => void writes.push(message),
    packMs,
    unsentBytes: () => (socket.reads ? 0 : 1024 * 1024),
    onDropped: (frames) => {
      dropped += frames;
    },
    onOverflow: (channel) => void overflown.push(channel),
  });
  const framesOf = (channel: number) =>
    writes
      .flatMap((message) => decodeFrames(message)?.frames ?? [])
      .filter((frame) => frame.channel === channel);
  return { outbox, writes, overflown, socket, dropped: () => dropped, framesOf };
}

describe("callers' audio that may wait", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('leaves together with that of other calls after its time, and not when an earlier write is done', () => {
    const { outbox, writes } = openOutbox(8);
    outbox.push(audio(7));
    outbox.push(audio(8));
    outbox.onWritten();
    vi.advanceTimersByTime(7);
    expect(writes).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(writes.map((message) => decodeFrames(message)?.frames.length)).toEqual([2]);
  });

  it("leaves in order with a control message or the interviewer's audio, which do not wait", () => {
    for (const urgent of [control(9), { ...audio(9), type: linkFrameTypes.interviewerAudio }]) {
      const { outbox, writes } = openOutbox(8);
      outbox.push(audio(7));
      outbox.push(urgent);
      vi.advanceTimersByTime(0);
      expect(writes.map((message) => decodeFrames(message)?.frames)).toEqual([[audio(7), urgent]]);
    }
  });

  it('does not wait any longer when it fills a message', () => {
    const { outbox, writes } = openOutbox(8);
    for (let bytes = 0; bytes < linkMessageBytes; bytes += payload.length) outbox.push(audio(7));
    vi.advanceTimersByTime(0);
    expect(writes).not.toEqual([]);
  });
});

describe('what waits for a link', () => {
  it('goes out as one write for each turn of the event loop', async () => {
    const { outbox, writes } = openOutbox();
    outbox.push(audio(7));
    outbox.push(control(7));
    await nextTurn();
    expect(writes.map((message) => decodeFrames(message)?.frames.length)).toEqual([2]);
    outbox.push(audio(7));
    outbox.close();
    await nextTurn();
    expect(writes.length).toBe(1);
  });

  it('is split: no message exceeds its bound, and nothing is lost or reordered', async () => {
    const { outbox, writes, framesOf } = openOutbox();
    for (let index = 0; index < 400; index++)
      for (const channel of [1, 2, 3]) outbox.push(audio(channel, index));
    await nextTurn();
    expect(writes.length).toBeGreaterThan(4);
    expect(Math.max(...writes.map(({ length }) => length))).toBeLessThanOrEqual(linkMessageBytes);
    const times = Array.from({ length: 400 }, (_, index) => index);
    for (const channel of [1, 2, 3]) {
      expect(framesOf(channel).map(({ timestampMs }) => timestampMs)).toEqual(times);
    }
  });

  it('of a call with too much audio keeps the newest, and other calls lose nothing', async () => {
    const { outbox, socket, dropped, framesOf } = openOutbox();
    socket.reads = false;
    outbox.push(audio(2));
    outbox.push(control(1, '{"first":1}'));
    for (let index = 0; index < 5_000; index++) outbox.push(audio(1, index));
    outbox.push(audio(2));
    await nextTurn();
    socket.reads = true;
    outbox.onWritten();
    await nextTurn();
    const [first, ...rest] = framesOf(1);
    expect(first?.payload).toBe('{"first":1}');
    expect(rest.length * payload.length).toBeLessThanOrEqual(mostWaitingAudioBytes);
    expect(rest.at(-1)?.timestampMs).toBe(4_999);
    expect(rest.length + dropped()).toBe(5_000);
    expect(framesOf(2).length).toBe(2);
  });

  it('of a call with too many control messages ends only this call', async () => {
    const { outbox, socket, overflown, framesOf } = openOutbox();
    socket.reads = false;
    outbox.push(control(2, '{"other":1}'));
    const text = JSON.stringify('x'.repeat(10_000));
    for (let index = 0; index < 27 && overflown.length === 0; index++) outbox.push(control(1, text));
    expect(overflown).toEqual([1]);
    outbox.push(control(1, '{"type":"close"}'));
    socket.reads = true;
    outbox.onWritten();
    await nextTurn();
    expect(framesOf(1).map((frame) => frame.payload)).toEqual(['{"type":"close"}']);
    expect(framesOf(2).length).toBe(1);
  });

  it('refuses a control message that no peer would accept, and ends only its call', () => {
    const { outbox, overflown } = openOutbox();
    outbox.push(control(1, 'x'.repeat(mostControlPayloadBytes + 1)));
    expect(overflown).toEqual([1]);
    outbox.close();
  });
});
