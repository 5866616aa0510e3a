/** A ping without a body, as a server sends it. */
export const pingFrame = Buffer.from([0x89, 0]);

const textOpcode = 0x81;
const headerBytes = (size: number) => (size < 126 ? 2 : size < 65_536 ? 4 : 10);

function writeHeader(frames: Buffer, at: number, size: number): number {
  frames[at] = textOpcode;
  if (size < 126) {
    frames[at + 1] = size;
    return at + 2;
  }
  if (size < 65_536) {
    frames[at + 1] = 126;
    return frames.writeUInt16BE(size, at + 2);
  }
  frames[at + 1] = 127;
  return frames.writeBigUInt64BE(BigInt(size), at + 2);
}

/**
 * Texts as WebSocket frames one after another, as a server sends them: unmasked, each in one piece (RFC 6455, section
 * 5.2). Made once for all viewers, so that only the write remains for each.
 */
export function toTextFrames(...texts: readonly string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text));
  // A frame may be kept as long as its session. Taken from the common pool, it would keep 8 KiB of unrelated bytes
  // alive.
  const frames = Buffer.allocUnsafeSlow(sizes.reduce((sum, size) => sum + headerBytes(size) + size, 0));
  let at = 0;
  texts.forEach((text, index) => {
    at = writeHeader(frames, at, sizes[index] ?? 0);
    at += frames.write(text, at);
  });
  return frames;
}
