import type { Journey } from './journey.ts';
import type { SteadyViewer } from './steady-viewer.ts';

const isWords = (type: string) => type === 'transcript.completed' || type === 'transcript.interrupted';

/**
 * When a viewer knew everything that had been said aloud before `restoredAt`, counted from there, in ms. Each answer
 * that was heard to its end stands for two items, the greeting for one.
 */
function wordsCaughtUpMs(viewer: SteadyViewer, journey: Journey, restoredAt: number): number {
  const heard = journey.heardAt.filter((at) => at < restoredAt).length;
  const needed = Math.max(0, 2 * heard - 1);
  const words = viewer.told.filter(({ event }) => isWords(event.type));
  const last = words[needed - 1];
  return last === undefined ? 0 : Math.max(0, last.receivedAt - restoredAt);
}

/** The longest time after Redis was back until the viewers were told what had happened meanwhile, in ms. */
export function caughtUpMs(journey: Journey, restoredAt: number, hungUpAt: number | null): number {
  return Math.max(
    ...journey.viewers.map((viewer) => {
      const words = wordsCaughtUpMs(viewer, journey, restoredAt);
      if (hungUpAt === null || hungUpAt > restoredAt) return words;
      const end = viewer.told.find(({ event }) => event.type === 'session.ended');
      return Math.max(words, (end?.receivedAt ?? Number.POSITIVE_INFINITY) - restoredAt);
    }),
  );
}
