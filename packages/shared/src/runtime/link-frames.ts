import {
  isLinkFrameType,
  type LinkFrameType,
  linkFrameTypes,
  linkHeaderBytes,
  mostAudioPayloadBytes,
  mostControlPayloadBytes,
} from '../contract/media-link.ts';

/** One frame of the media link. Its layout is in contract/media-link. */
export interface LinkFrame {
  type: LinkFrameType;
  channel: number;
  timestampMs: number;
  /** Base64 audio, or the JSON of a control message. */
  payload: string;
}

/** The content of a message: its frames, and how many were skipped because their type or size is unknown here. */
export interface LinkMessage {
  frames: LinkFrame[];
  skipped: number;
}

/** How many bytes a frame takes in a message. Audio is base64 and therefore ASCII. */
export function frameBytes({ type, payload }: LinkFrame): number {
  const size = type === linkFrameTypes.control ? Buffer.byteLength(payload) : payload.length;
  return size + linkHeaderBytes;
}

/** Encodes frames into one binary message. Payloads are ASCII or UTF-8 text. */
export function encodeFrames(frames: readonly LinkFrame[]): Buffer {
  const sizes = frames.map(frameBytes);
  const message = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + size, 0));
  let offset = 0;
  frames.forEach(({ type, channel, timestampMs, payload }, index) => {
    const size = sizes[index] ?? 0;
    message.writeUInt8(type, offset);
    message.writeUInt32BE(channel, offset + 1);
    message.writeUInt32BE(timestampMs >>> 0, offset + 5);
    message.writeUInt32BE(size - linkHeaderBytes, offset + 9);
    message.write(payload, offset + linkHeaderBytes, 'utf8');
    offset += size;
  });
  return message;
}

/**
 * Decodes a message. Null when it is cut short. A frame of an unknown type comes from a newer release and is skipped
 * by its length, and so is one larger than any of ours.
 */
export function decodeFrames(message: Buffer): LinkMessage | null {
  const frames: LinkFrame[] = [];
  let skipped = 0;
  for (let offset = 0; offset < message.length; ) {
    if (offset + linkHeaderBytes > message.length) return null;
    const type = message.readUInt8(offset);
    const start = offset + linkHeaderBytes;
    const end = start + message.readUInt32BE(offset + 9);
    if (end > message.length) return null;
    if (isLinkFrameType(type) && end - start <= mostPayloadBytes(type)) {
      // latin1 is the cheapest way from ASCII to a string.
      const encoding = type === linkFrameTypes.control ? 'utf8' : 'latin1';
      frames.push({
        type,
        channel: message.readUInt32BE(offset + 1),
        timestampMs: message.readUInt32BE(offset + 5),
        payload: message.toString(encoding, start, end),
      });
    } else skipped += 1;
    offset = end;
  }
  return { frames, skipped };
}

function mostPayloadBytes(type: LinkFrameType): number {
  return type === linkFrameTypes.control ? mostControlPayloadBytes : mostAudioPayloadBytes;
}
