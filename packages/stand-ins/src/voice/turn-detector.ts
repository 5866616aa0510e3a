import { createEdgeFinder, type EdgeOptions } from './edge-finder.ts';
import { createFrameClassifier, FRAME_SAMPLES } from './frame-classifier.ts';
import { decodeMulaw } from './mulaw.ts';
import type { SpeechEdge, TurnDetector } from './types.ts';

/**
 * A sense of turns for one caller, based on WebRTC's voice activity detection. Audio may be pushed in pieces of any
 * length, and time is what was pushed. After `close` nothing more is found.
 *
 * @throws Error when the detection module cannot be loaded.
 */
export async function createTurnDetector(options: EdgeOptions = {}): Promise<TurnDetector> {
  const classifier = await createFrameClassifier();
  const findEdge = createEdgeFinder(options);
  let rest = new Uint8Array(0);
  let isClosed = false;
  return {
    push(audio) {
      if (isClosed) return [];
      const pending = Buffer.concat([rest, audio]);
      const samples = decodeMulaw(pending);
      const edges: SpeechEdge[] = [];
      let at = 0;
      for (; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
        const edge = findEdge(classifier.isSpeech(samples.subarray(at, at + FRAME_SAMPLES)));
        if (edge !== undefined) edges.push(edge);
      }
      rest = new Uint8Array(pending.subarray(at));
      return edges;
    },
    close() {
      isClosed = true;
      classifier.close();
    },
  };
}
