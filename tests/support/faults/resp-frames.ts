/**
 * Cuts a stream of Redis' protocol (RESP 2 and 3) into whole replies or commands, without reading their
 * values. Source: redis.io, "Redis serialization protocol specification".
 */
export interface FrameSplitter {
  /** Whole frames that are complete now. The rest waits for the next piece. */
  push(piece: Buffer): Buffer[];
}

const CRLF = '\r\n';
/** A bulk string, an error or a verbatim string: its length, then its bytes. */
const sized = new Set(['$', '!', '=']);
/** An aggregate: this many frames follow. Maps have two for each entry. */
const nested = new Map([
  ['*', 1],
  ['~', 1],
  ['>', 1],
  ['%', 2],
  ['|', 2],
]);

/** Where the frame that begins at `start` ends. Null while it is not complete. */
function endOf(bytes: Buffer, start: number): number | null {
  const lineEnd = bytes.indexOf(CRLF, start, 'latin1');
  if (lineEnd < 0) return null;
  const type = String.fromCharCode(bytes[start] ?? 0);
  const next = lineEnd + 2;
  const factor = nested.get(type);
  if (!sized.has(type) && factor === undefined) return next;
  const count = Number(bytes.toString('latin1', start + 1, lineEnd));
  if (count < 0) return next;
  if (factor === undefined) return bytes.length >= next + count + 2 ? next + count + 2 : null;
  let end: number | null = next;
  // An attribute is followed by the value that it belongs to.
  const frames = count * factor + (type === '|' ? 1 : 0);
  for (let index = 0; index < frames && end !== null; index++) end = endOf(bytes, end);
  return end;
}

export function createFrameSplitter(): FrameSplitter {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(piece) {
      rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      const frames: Buffer[] = [];
      let start = 0;
      for (let end = endOf(rest, 0); end !== null && end <= rest.length && start < rest.length; ) {
        frames.push(rest.subarray(start, end));
        start = end;
        end = start < rest.length ? endOf(rest, start) : null;
      }
      rest = Buffer.from(rest.subarray(start));
      return frames;
    },
  };
}

/** The words of a command, which clients send as an array of bulk strings. */
export function readWords(frame: Buffer, most = 3): string[] {
  const words: string[] = [];
  let at = frame.indexOf(CRLF, 0, 'latin1') + 2;
  while (words.length < most && frame[at] === 0x24) {
    const lineEnd = frame.indexOf(CRLF, at, 'latin1');
    const length = Number(frame.toString('latin1', at + 1, lineEnd));
    words.push(frame.toString('utf8', lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return words;
}

/** A message of pub/sub on its way to a subscriber. */
export function isPublished(frame: Buffer): boolean {
  return /^[>*]3\r\n\$7\r\nmessage\r\n/.test(frame.toString('latin1', 0, 24));
}

/** Sent unasked, so it answers no command. */
export function isPush(frame: Buffer): boolean {
  return frame[0] === 0x3e || isPublished(frame);
}
