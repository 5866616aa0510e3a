/**
 * The rules of WebKit on iOS for an audio context, in one place. No machine of the tests can show them, so each names
 * its source, and the unit tests play them on a context of their own.
 *
 * 1. Gesture. A context may run without a gesture while its page captures sound ("A Closer Look Into WebRTC", WebKit's
 *    blog, 7763). So ours is made after the microphone was granted, and never before.
 * 2. Interruption. A phone call, Siri or the lock screen make the state `interrupted` (Web Audio API,
 *    `AudioContextState`; WebAudio/web-audio-api#2392). `resume()` is then refused, and on iOS spoils the context for
 *    good: it later says `running` and stands (GetStream/stream-video-js#2249). So an interrupted context is left
 *    alone until its state changes, and only a suspended one is resumed.
 * 3. Standing clock. After the lock screen or Siri a context may say `running` while its time stands
 *    (cwilso/metronome#25). It never recovers. It is closed, and another one is made.
 * 4. Sample rate. The rate belongs to the device that was in use when the context was made, and the microphone may
 *    change it (a headset's telephone mode). So the context is made after the microphone was opened, at the device's
 *    own rate, and another microphone gets another context where the rates differ.
 * 5. One context. Several contexts share one audio session, and the next may interrupt the last. The page has one: the
 *    check of the microphone closes its own before a call begins.
 */

/** The part of `AudioContext` that matters. */
export interface WatchedContext extends EventTarget {
  readonly state: string;
  readonly currentTime: number;
  resume(): Promise<void>;
}

/** What a context really does, whatever its state says. */
export interface AudioClock {
  /** Sound is captured and played. */
  readonly isRunning: boolean;
  /** It says `running`, and its time stands. It will not run again. */
  readonly isStanding: boolean;
  stop(): void;
}

const lookEveryMs = 1_000;
/** A busy machine may be late. Time that stands for so long stands for good. */
const standsAfterLooks = 3;

/** Watches a context until stopped. `changed` is called when `isRunning` or `isStanding` may have changed. */
export function watchAudioClock(context: WatchedContext, changed: () => void): AudioClock {
  let lastTime = context.currentTime;
  let standing = 0;
  let wasInterrupted = false;

  const isStanding = (): boolean => standing >= standsAfterLooks;

  function onState(): void {
    standing = 0;
    if (context.state === 'interrupted') wasInterrupted = true;
    if (context.state === 'running') wasInterrupted = false;
    if (context.state === 'suspended' && wasInterrupted) {
      wasInterrupted = false;
      // If the browser wants a gesture first, the state stays as it is and the page asks for one.
      context.resume().catch(() => undefined);
    }
    changed();
  }

  function look(): void {
    const stood = context.state === 'running' && context.currentTime === lastTime;
    lastTime = context.currentTime;
    const before = isStanding();
    standing = stood ? standing + 1 : 0;
    if (isStanding() !== before) changed();
  }

  context.addEventListener('statechange', onState);
  const timer = setInterval(look, lookEveryMs);
  return {
    get isRunning() {
      return context.state === 'running' && !isStanding();
    },
    get isStanding() {
      return isStanding();
    },
    stop() {
      clearInterval(timer);
      context.removeEventListener('statechange', onState);
    },
  };
}
