import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually } from './eventually.ts';
import { pageOrigin } from './stack.ts';

/** A WebSocket at the level of bytes. It sends exactly what a test writes, and answers nothing by itself. */
export interface ByteSocket {
  readonly tcp: Socket;
  /** The first line of the answer to the upgrade. */
  readonly statusLine: string;
  /** Sends one frame, masked with zeros unless told otherwise. */
  frame(opcode: 'text' | 'binary', payload: Buffer | string, options?: { masked: boolean }): void;
  /** The code of the other side's close frame, which must be its last frame. */
  closeCode(withinMs?: number): Promise<number>;
}

const opcodes = { text: 0x81, binary: 0x82 };
const closeOpcode = 0x88;

function toFrame(opcode: number, payload: Buffer, masked: boolean): Buffer {
  const bit = masked ? 0x80 : 0;
  const length =
    payload.length < 126
      ? Buffer.from([bit | payload.length])
      : Buffer.from([bit | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([Buffer.from([opcode]), length, Buffer.alloc(masked ? 4 : 0), payload]);
}

/** The opcodes and payloads of whole frames from a server. */
function readFrames(bytes: Buffer): { opcode: number; payload: Buffer }[] {
  const frames: { opcode: number; payload: Buffer }[] = [];
  let rest = bytes;
  while (rest.length >= 2) {
    const short = (rest[1] ?? 0) & 127;
    const [head, length] =
      short < 126
        ? [2, short]
        : short === 126
          ? [4, rest.readUInt16BE(2)]
          : [10, Number(rest.readBigUInt64BE(2))];
    if (rest.length < head + length) break;
    frames.push({ opcode: rest[0] ?? 0, payload: rest.subarray(head, head + length) });
    rest = rest.subarray(head + length);
  }
  return frames;
}

/** Asks for an upgrade. Resolves when it is answered, with 101 or not. */
export async function openByteSocket(
  url: string,
  headers: Readonly<Record<string, string>> = { Origin: pageOrigin },
): Promise<ByteSocket> {
  const { port, hostname, pathname } = new URL(url);
  const tcp = connect(Number(port), hostname);
  tcp.on('error', () => {});
  let received = Buffer.alloc(0);
  tcp.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  const upgrade = {
    Host: 'x',
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(upgrade).map(([name, value]) => `${name}: ${value}`);
  tcp.write(`${[`GET ${pathname} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
  while (!received.includes('\r\n\r\n')) await once(tcp, 'data', { signal: AbortSignal.timeout(3_000) });
  const head = received.indexOf('\r\n\r\n') + 4;
  return {
    tcp,
    statusLine: received.subarray(0, received.indexOf('\r\n')).toString(),
    frame(opcode, payload, { masked } = { masked: true }) {
      tcp.write(toFrame(opcodes[opcode], Buffer.from(payload), masked));
    },
    closeCode: (withinMs = 8_000) =>
      eventually(() => {
        const last = readFrames(received.subarray(head)).at(-1);
        if (last?.opcode !== closeOpcode) throw new Error('no close frame yet');
        return last.payload.readUInt16BE(0);
      }, withinMs),
  };
}
