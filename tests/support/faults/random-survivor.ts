import { setTimeout as wait } from 'node:timers/promises';
import type { SessionId } from '@ringback/shared/contract/ids';
import type { MediaStreamClient } from '@ringback/stand-ins/candidate/media-stream';
import { heardMs, whenHeard } from '../line-events.ts';
import type { FaultFleet } from './fault-fleet.ts';
import type { Journey } from './journey.ts';

/**
 * What happened to a candidate who stayed on the line through the faults. In ms, each null when it did not come to
 * that.
 */
export interface Survival {
  /** How long there was silence until the interviewer spoke. */
  silenceMs: number | null;
  /** The time from the return of a line that was cut in the middle of a sentence to the interviewer's voice. */
  saidAgainMs: number | null;
}

/** The longest silence while the line is up, whatever else goes wrong (`domain/turns/watchdog.ts`). */
const silenceLimitMs = 17_000;
const saidAgainLimitMs = 2_000;
/** How much of a sentence has been heard when it is cut off. All sentences are much longer. */
const pieceMs = 300;
/** After this much quiet, whatever was being said is over. */
const quietMs = 700;
const backWithinMs = 20_000;

/** The interview has ended meanwhile, so neither side needs to speak. */
class InterviewOver extends Error {}

/**
 * When the faults are over, stays silent until the interviewer speaks. Cuts that sentence off by losing the line for
 * `awayMs`, and waits for it to be said again. Throws when the interviewer does not speak in time.
 */
export async function stayOn(fleet: FaultFleet, journey: Journey, awayMs: number): Promise<Survival> {
  const survival: Survival = { silenceMs: null, saidAgainMs: null };
  try {
    survival.silenceMs = await untilSpokenTo(fleet, journey);
    const { line } = journey;
    line.breakNetwork();
    await line.closed;
    // A carrier brings its line back by itself.
    if (journey.call === null) await wait(awayMs);
    await comeBack(fleet, journey);
    survival.saidAgainMs = await heardWithin(fleet, journey, saidAgainLimitMs);
  } catch (error) {
    if (!(error instanceof InterviewOver)) throw error;
  }
  return survival;
}

/**
 * How long there was silence before the interviewer began to speak. A line that is lost meanwhile starts the count
 * again.
 */
async function untilSpokenTo(fleet: FaultFleet, journey: Journey): Promise<number> {
  for (;;) {
    await comeBack(fleet, journey);
    const { line } = journey;
    try {
      await untilQuiet(line);
      return quietMs + (await heardWithin(fleet, journey, silenceLimitMs - quietMs));
    } catch (error) {
      if (line.isOpen) throw error;
    }
  }
}

async function untilQuiet(line: MediaStreamClient): Promise<void> {
  for (let before = -1; before !== heardMs(line); ) {
    before = heardMs(line);
    await wait(quietMs);
  }
}

/** How long it takes until the interviewer is heard. */
async function heardWithin(fleet: FaultFleet, journey: Journey, limitMs: number): Promise<number> {
  const from = performance.now();
  const { line } = journey;
  try {
    await whenHeard(line, heardMs(line) + pieceMs, limitMs + pieceMs);
  } catch (error) {
    await refuseOver(fleet, journey);
    if (line.isOpen) throw new Error(`there was silence for ${limitMs} ms`, { cause: error });
    throw error;
  }
  return Math.max(0, Math.round(performance.now() - from - pieceMs));
}

async function comeBack(fleet: FaultFleet, journey: Journey): Promise<void> {
  await refuseOver(fleet, journey);
  if (journey.line.isOpen) return;
  try {
    await journey.comeBack(backWithinMs);
  } catch (error) {
    await refuseOver(fleet, journey);
    throw error;
  }
}

async function refuseOver(fleet: FaultFleet, { sessionId }: Journey): Promise<void> {
  const phase = (await fleet.store.read(sessionId as SessionId))?.record.phase;
  if (phase !== 'active') throw new InterviewOver(`the session is ${phase}`);
}
