/** Plays nothing, and takes as long for it as a loudspeaker would. */
export interface SilentPlayer {
  play(samples: number): void;
  /** Comes back once the audio before it would have been played, or at `clear`. */
  mark(name: string): void;
  clear(): void;
  close(): void;
}

/** @param played told of each mark that is due, in order */
export function createSilentPlayer(sampleRate: number, played: (mark: string) => void): SilentPlayer {
  let playsUntil = 0;
  let marks: { name: string; timer: ReturnType<typeof setTimeout> }[] = [];

  function giveBack(): void {
    const first = marks.shift();
    if (first !== undefined) played(first.name);
  }

  function forget(): string[] {
    const names = marks.map(({ name }) => name);
    for (const { timer } of marks) clearTimeout(timer);
    marks = [];
    return names;
  }

  return {
    play(samples) {
      playsUntil = Math.max(playsUntil, Date.now()) + (samples / sampleRate) * 1_000;
    },
    mark(name) {
      // Timers of the same or a later time fire in their order, so marks come back in theirs.
      marks.push({ name, timer: setTimeout(giveBack, Math.max(0, playsUntil - Date.now())) });
    },
    clear() {
      playsUntil = 0;
      for (const name of forget()) played(name);
    },
    close: forget,
  };
}
