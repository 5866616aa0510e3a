/** What a person hears, or has just heard, of the check of their sound. */
export type Listening = 'echo_recording' | 'echo_playing' | 'echo_failed' | 'tones' | 'tones_failed' | null;

export interface Hearing {
  listening: Listening;
  /** Something is recorded or played now: nothing else can be. */
  isBusy: boolean;
}

const told = {
  echo: { first: 'echo_recording', after: null, failed: 'echo_failed' },
  tones: { first: 'tones', after: 'tones', failed: 'tones_failed' },
} as const;

interface PlayParts {
  /** Aborted when nothing more is to be heard. */
  signal: AbortSignal;
  /** What was recorded is played now. */
  playing: () => void;
}

export interface HearingCheck {
  /** Refused while something is under way. */
  run(what: keyof typeof told, play: (parts: PlayParts) => Promise<void>): Promise<void>;
  /** Ends what is under way. Twice is safe. */
  stop(): void;
}

export const nothingHeard: Hearing = { listening: null, isBusy: false };

/** Plays one thing at a time, says what, and plays nothing more once it was stopped. */
export function createHearingCheck(changed: (hearing: Hearing) => void): HearingCheck {
  let underWay: AbortController | null = null;

  return {
    async run(what, play) {
      if (underWay !== null) return;
      const own = new AbortController();
      const { signal } = own;
      underWay = own;
      const tell = (listening: Listening, isBusy: boolean): void => {
        if (signal.aborted) return;
        if (!isBusy) underWay = null;
        changed({ listening, isBusy });
      };
      const { first, after, failed } = told[what];
      tell(first, true);
      await play({ signal, playing: () => tell('echo_playing', true) }).then(
        () => tell(after, false),
        () => tell(failed, false),
      );
    },
    stop() {
      if (underWay === null) return;
      underWay.abort();
      underWay = null;
      changed(nothingHeard);
    },
  };
}
