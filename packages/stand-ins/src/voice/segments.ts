import { FRAME_MS } from './frame-classifier.ts';

/** A stretch of audio in frames of 20 ms, `to` excluded. */
export interface Segment {
  from: number;
  to: number;
}

const frames = (ms: number) => Math.round(ms / FRAME_MS);

/** On longer audio the model repeats itself (seen at 50 s). */
const LONGEST = frames(20_000);
/** A segment that has become too long is cut in its longest pause after this. */
const SHORTEST_CUT = frames(10_000);
/** Words of one breath belong together, because the model needs them to tell what they mean. */
const PAUSE = frames(1000);
/** The least speech that makes a word. Less is a click. */
const LEAST_SPEECH = frames(100);
/** The soft edges of words, which detection misses. With 200 ms of silence the model drops a single "yes". */
const MARGIN = frames(60);

/** Which stretches are worth recognising, from one verdict per frame: in order, apart, each at most 20 s. */
export function cutSegments(isSpeech: readonly boolean[]): Segment[] {
  return findStretches(isSpeech)
    .flatMap((stretch) => cutLong(stretch, isSpeech))
    .filter(({ from, to }) => isSpeech.slice(from, to).filter(Boolean).length >= LEAST_SPEECH);
}

/** Speech with no pause in it, and a margin around it. */
function findStretches(isSpeech: readonly boolean[]): Segment[] {
  const stretches: Segment[] = [];
  for (const [frame, speaks] of isSpeech.entries()) {
    if (!speaks) continue;
    const last = stretches.at(-1);
    if (last !== undefined && frame + 1 - last.to < PAUSE) last.to = frame + 1;
    else stretches.push({ from: frame, to: frame + 1 });
  }
  return stretches.map(({ from, to }) => ({
    from: Math.max(0, from - MARGIN),
    to: Math.min(isSpeech.length, to + MARGIN),
  }));
}

function cutLong({ from, to }: Segment, isSpeech: readonly boolean[]): Segment[] {
  const parts: Segment[] = [];
  let start = from;
  while (to - start > LONGEST) {
    const cut = middleOfLongestPause(isSpeech, start + SHORTEST_CUT, start + LONGEST);
    parts.push({ from: start, to: cut });
    start = cut;
  }
  return [...parts, { from: start, to }];
}

/** Returns `to` when there is no pause at all: half a word is better than a model that loops. */
function middleOfLongestPause(isSpeech: readonly boolean[], from: number, to: number): number {
  let longest = 0;
  let middle = to;
  let silent = 0;
  for (let frame = from; frame < to; frame++) {
    silent = isSpeech[frame] ? 0 : silent + 1;
    if (silent > longest) {
      longest = silent;
      middle = frame + 1 - Math.floor(silent / 2);
    }
  }
  return middle;
}
