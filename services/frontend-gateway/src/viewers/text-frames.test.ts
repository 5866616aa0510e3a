import type { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import * as ws from 'ws';
import { pingFrame, toTextFrames } from './text-frames.ts';

/** The library's own reader, which its types do not export. */
const { Receiver } = ws as unknown as { Receiver: new (options: object) => Writable };

/** What a browser reads from these bytes. */
function readFrames(bytes: Buffer): string[] {
  const receiver = new Receiver({ isServer: false, allowSynchronousEvents: true });
  const read: string[] = [];
  receiver.on('message', (data: Buffer) => read.push(data.toString()));
  receiver.on('ping', () => read.push('ping'));
  receiver.write(bytes);
  return read;
}

it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('frames a text of %i bytes', (size) => {
  const text = 'x'.repeat(size);
  expect(readFrames(toTextFrames(text))).toEqual([text]);
});

it('counts bytes, not characters', () => {
  const text = 'ü€😀'.repeat(20);
  expect(readFrames(toTextFrames(text, 'next'))).toEqual([text, 'next']);
});

it('puts frames one after another, including a ping', () => {
  expect(readFrames(Buffer.concat([toTextFrames('a', 'b'), pingFrame, toTextFrames('c')]))).toEqual([
    'a',
    'b',
    'ping',
    'c',
  ]);
});
