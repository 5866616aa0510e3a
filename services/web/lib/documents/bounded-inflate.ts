import { DocumentError } from './document-outcome.ts';

/** Counts down what may still be unpacked, over all files of an archive. */
export interface UnpackAllowance {
  bytesLeft: number;
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    // Stops the unpacking when the caller has had enough. A stream that has failed has nothing left to stop.
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * Unpacks deflated bytes and stops at the allowance. What a directory says about sizes is not believed.
 *
 * @throws DocumentError `unpacks_too_large`, `broken`
 */
export async function inflateWithin(
  packed: Uint8Array<ArrayBuffer>,
  allowance: UnpackAllowance,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of piecesOf(stream)) {
      length += piece.length;
      allowance.bytesLeft -= piece.length;
      if (allowance.bytesLeft < 0) throw new DocumentError('unpacks_too_large');
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof DocumentError ? error : new DocumentError('broken', error);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
