import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';

const bytesPerMs = 8;

/** How much of the interviewer was really played on this line so far, in ms. */
export function heardMs(line: MediaStreamClient): number {
  return line.heard.totalBytes / bytesPerMs;
}

/** Resolves once this much was played. Rejects when the line closes first or it takes longer than `withinMs`. */
export function whenHeard(line: MediaStreamClient, ms: number, withinMs = 15_000): Promise<void> {
  return whenever(line, 'frame', { withinMs, what: `${ms} ms heard`, is: () => heardMs(line) >= ms });
}

/** Resolves at the next `clear`, with what was played until then, in ms. */
export async function whenCleared(line: MediaStreamClient, withinMs = 15_000): Promise<number> {
  let heard = 0;
  const is = () => {
    heard = heardMs(line);
    return true;
  };
  await whenever(line, 'clear', { withinMs, what: 'a clear', is });
  return heard;
}

function whenever(
  line: MediaStreamClient,
  event: 'frame' | 'clear',
  { withinMs, what, is }: { withinMs: number; what: string; is: () => boolean },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: Error) => {
      clearTimeout(limit);
      line.events.off(event, look);
      line.events.off('closed', onClosed);
      if (error) reject(error);
      else resolve();
    };
    const look = () => {
      if (is()) finish();
    };
    const onClosed = () => finish(new Error(`the line closed before ${what}`));
    const limit = setTimeout(() => finish(new Error(`not ${what} within ${withinMs} ms`)), withinMs);
    line.events.on(event, look);
    line.events.on('closed', onClosed);
  });
}
