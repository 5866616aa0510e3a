import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { playEcho, playTones } from './play-check.ts';

/** Sounds and recordings that end only when a test says so. */
class PlayedNode extends EventTarget {
  buffer = null;
  gain = { value: 0 };
  frequency = { value: 0 };
  connect = () => {};
  start = () => contexts.at(-1)?.started();
  stop = () => {};
}

class PlayedContext {
  isClosed = false;
  currentTime = 0;
  destination = {};
  readonly started = vi.fn();
  resume = vi.fn(async () => {});
  constructor() {
    contexts.push(this);
  }
  decodeAudioData = async () => null;
  createBufferSource = () => new PlayedNode();
  createGain = () => new PlayedNode();
  createOscillator = () => new PlayedNode();
  async close() {
    this.isClosed = true;
  }
}

class PlayedRecorder extends EventTarget {
  state = 'inactive';
  constructor() {
    super();
    recorders.push(this);
  }
  start() {
    this.state = 'recording';
  }
  stop() {
    this.state = 'inactive';
    this.dispatchEvent(new Event('stop'));
  }
}

let contexts: PlayedContext[];
let recorders: PlayedRecorder[];
let left: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  contexts = [];
  recorders = [];
  left = new AbortController();
  vi.stubGlobal('AudioContext', PlayedContext);
  vi.stubGlobal('MediaRecorder', PlayedRecorder);
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const outcome = (work: Promise<void>) =>
  work.then(
    () => 'played',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );
function startEcho() {
  const playing = vi.fn();
  const microphone: Partial<MediaStream> = {};
  return {
    playing,
    end: outcome(playEcho(microphone as MediaStream, { speakerId: '', signal: left.signal, playing })),
  };
}

it('records for two seconds, and closes what plays them when the page is left meanwhile', async () => {
  const { playing, end } = startEcho();
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.waitFor(() => expect(playing).toHaveBeenCalledOnce());
  left.abort();
  expect(await end).toBe('AbortError');
  expect(contexts.map(({ isClosed }) => isClosed)).toEqual([true]);
});

it('stops recording when the page is left, and plays nothing into the next one', async () => {
  const { playing, end } = startEcho();
  left.abort();
  expect(await end).toBe('AbortError');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(recorders.map(({ state }) => state)).toEqual(['inactive']);
  expect(playing).not.toHaveBeenCalled();
  expect(contexts).toEqual([]);
});

it('ends the tones when the page is left, even while the browser holds back its sound', async () => {
  const tones = outcome(playTones({ speakerId: '', signal: left.signal }));
  await vi.waitFor(() => expect(contexts[0]?.started).toHaveBeenCalledTimes(2));
  left.abort();
  expect(await tones).toBe('AbortError');

  left = new AbortController();
  vi.stubGlobal(
    'AudioContext',
    class extends PlayedContext {
      override resume = vi.fn(() => new Promise<void>(() => {}));
    },
  );
  const held = outcome(playTones({ speakerId: '', signal: left.signal }));
  await vi.advanceTimersByTimeAsync(10);
  left.abort();
  expect(await held).toBe('AbortError');
  expect(contexts.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  expect(contexts[1]?.started).not.toHaveBeenCalled();
});
