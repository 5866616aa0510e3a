import type { EdgeOptions } from './edge-finder.ts';
import { createFliteVoice } from './flite-voice.ts';
import { startHearing } from './hearing.ts';
import { createTurnDetector } from './turn-detector.ts';
import type { Hearing, TurnDetector, Voice } from './types.ts';

/** As much of a logger as is used here: pino's form. */
interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface OpenVoiceOptions {
  logger?: Logger;
  /** Where the hearing may keep a short-lived file. The system's temporary folder unless given. */
  dataFolder?: string;
}

/** Everything the stand-ins speak and hear with. */
export interface OpenedVoice {
  readonly voice: Voice;
  /**
   * Null when there is no recogniser: then say how long a person spoke, never what. It may become null while it loads,
   * so read it where it is used. A holder of an earlier value gets the reason from `transcribe`.
   */
  readonly hearing: Hearing | null;
  /** Settles once: true when speech is recognised from now on, false when it never will be. */
  readonly hearingReady: Promise<boolean>;
  /** Why `hearing` is null. */
  readonly deafBecause: string | undefined;
  createTurnDetector(options?: EdgeOptions): Promise<TurnDetector>;
  /** Ends both workers. May be called twice. */
  close(): Promise<void>;
}

/**
 * Opens voice, hearing and sense of turns. Returns when the voice can speak (0.2 s). The hearing goes on loading (1 to
 * 6 s), and its `transcribe` waits for it.
 *
 * @throws Error when there is no voice: an interviewer that cannot speak is no interviewer.
 */
export async function openVoice(options: OpenVoiceOptions = {}): Promise<OpenedVoice> {
  const { logger, dataFolder } = options;
  const startedHearing = startHearing(dataFolder === undefined ? {} : { dataFolder });
  let hearing: Hearing | null = startedHearing;
  let deafBecause: string | undefined;
  let isClosed = false;
  const hearingReady = startedHearing.ready.then(
    () => {
      logger?.info({}, 'hearing ready');
      return true;
    },
    (error: Error) => {
      hearing = null;
      deafBecause = error.message;
      if (!isClosed)
        logger?.warn({ reason: error.message }, 'no hearing: speech is timed but not recognised');
      return false;
    },
  );

  try {
    const voice = await createFliteVoice();
    return {
      voice,
      get hearing() {
        return hearing;
      },
      hearingReady,
      get deafBecause() {
        return deafBecause;
      },
      createTurnDetector,
      async close() {
        isClosed = true;
        await Promise.all([voice.close(), startedHearing.close()]);
      },
    };
  } catch (error) {
    isClosed = true;
    await startedHearing.close();
    throw error;
  }
}
