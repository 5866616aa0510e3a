import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How long a reader may take, in ms: for all of it, and without taking anything. */
export interface ReaderPatience {
  longestMs: number;
  idleMs: number;
}

/** `gone`: the reader has gone. `idle` and `too_long`: it was too slow, and its connection is closed. */
export type Sent = 'whole' | 'gone' | 'idle' | 'too_long';

/** Sends pieces, each only when the reader has taken the one before. Rejects if a piece cannot be made. */
export async function sendPieces(
  pieces: AsyncGenerator<string>,
  response: ServerResponse,
  { longestMs, idleMs }: ReaderPatience,
): Promise<Sent> {
  const idle = new AbortController();
  // Node counts a part of a long piece that was taken as a sign of life (Node.js documentation, "socket.setTimeout").
  response.setTimeout(idleMs, () => idle.abort());
  const tooLong = AbortSignal.timeout(longestMs);
  const source = Readable.from(pieces, { objectMode: true, highWaterMark: 1 });
  try {
    await pipeline(source, response, { signal: AbortSignal.any([idle.signal, tooLong]) });
    return 'whole';
  } catch (error) {
    if (idle.signal.aborted) return 'idle';
    if (tooLong.aborted) return 'too_long';
    if (isGoneAway(error)) return 'gone';
    throw error;
  }
}

const isGoneAway = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.code === 'EPIPE');
