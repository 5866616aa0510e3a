import { linkFrameTypes, linkHeaderBytes } from '../contract/media-link.ts';

/** One frame of the media link; see contract/media-link for its layout. */
export interface LinkFrame {
  type: number;
  channel: number;
  timestampMs: number;
  /** Base64 audio, or the JSON of a control message. */
  payload: string;
}

/** Encodes frames into one binary message. Payloads are ASCII or UTF-8 text. */
export function encodeFrames(frames: readonly LinkFrame[]): Buffer {
  const sizes = frames.map(({ payload }) => Buffer.byteLength(payload));
  const message = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size + linkHeaderBytes, 0));
  let offset = 0;
  frames.forEach(({ type, channel, timestampMs, payload }, index) => {
    const size = sizes[index] ?? 0;
    message.writeUInt8(type, offset);
    message.writeUInt32BE(channel, offset + 1);
    message.writeUInt32BE(timestampMs >>> 0, offset + 5);
    message.writeUInt32BE(size, offset + 9);
    message.write(payload, offset + linkHeaderBytes, 'utf8');
    offset += linkHeaderBytes + size;
  });
  return message;
}

/** Decodes a message; null when it is cut short or has a frame of an unknown type. */
export function decodeFrames(message: Buffer): LinkFrame[] | null {
  const frames: LinkFrame[] = [];
  const known: number[] = Object.values(linkFrameTypes);
  for (let offset = 0; offset < message.length; ) {
    if (offset + linkHeaderBytes > message.length) return null;
    const type = message.readUInt8(offset);
    const end = offset + linkHeaderBytes + message.readUInt32BE(offset + 9);
    if (end > message.length || !known.includes(type)) return null;
    // Audio is base64 and therefore ASCII; latin1 is the cheapest way to a string.
    const encoding = type === linkFrameTypes.control ? 'utf8' : 'latin1';
    frames.push({
      type,
      channel: message.readUInt32BE(offset + 1),
      timestampMs: message.readUInt32BE(offset + 5),
      payload: message.toString(encoding, offset + linkHeaderBytes, end),
    });
    offset = end;
  }
  return frames;
}

/** Collects the frames of one event-loop turn into one write: writes and wake-ups are what costs. */
export function createFramePacker(write: (message: Buffer) => void): {
  push(frame: LinkFrame): void;
  close(): void;
} {
  let waiting: LinkFrame[] = [];
  let scheduled: NodeJS.Immediate | null = null;
  const flush = () => {
    scheduled = null;
    const frames = waiting;
    waiting = [];
    write(encodeFrames(frames));
  };
  return {
    push(frame) {
      waiting.push(frame);
      scheduled ??= setImmediate(flush);
    },
    close() {
      if (scheduled !== null) clearImmediate(scheduled);
      scheduled = null;
      waiting = [];
    },
  };
}
