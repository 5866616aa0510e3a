import type { SessionId } from '@ringback/shared/contract/ids';
import { createAbsenceWatch } from './absence.ts';

/**
 * How long a session may be without a lease: long enough for the carrier or the browser to reach another instance.
 * Counted from our own first sight. After Redis was away every lease has run out, and a living holder renews its own
 * at once.
 */
const abandonedAfterMs = 8_000;
/** A living instance gives up on its browser by itself, and reports that first. */
const afterItsOwnMs = 1_000;
/** After this long, the carrier is asked to bring its call to another instance. */
const fetchBackAfterMs = 1_000;
/**
 * A lease that was given back belongs to a call that its former holder looks after. While Redis is in trouble and
 * shortly after, a lease that has run out is renewed within two seconds.
 */
const fetchBackPatientlyMs = 3_000;
/** A session is listed a moment before its record is made. If its record could not be made, it stays listed. */
const recordWithinMs = 3_000;
/** How long a dial may have an unknown outcome. Counted from our own first sight. */
const unknownDialMs = 20_000;

/** Live sessions that an instance should move on. */
export interface Unserved {
  /** The telephony lease has run out or was given back, and no instance has taken it over. */
  abandoned: SessionId[];
  /** Those of the abandoned that are browser calls. They are waited for as long as their pages promise. */
  awayBrowsers: SessionId[];
  /**
   * Those of the abandoned whose lease has run out. An instance that gives a lease back is alive and looks after the
   * line.
   */
  lapsed: SessionId[];
  /** Being dialled, without a known carrier call. */
  undialled: SessionId[];
  /** Listed but without a record: it was never made, or has been erased. */
  unknown: SessionId[];
}

/** Live sessions that have been left alone for too long. */
export interface LeftAlone {
  /** The carrier may still have their call: it is asked to bring it to another instance. */
  fetchable: SessionId[];
  /** No instance will take them over. */
  lost: SessionId[];
  /** No carrier call became known. */
  undialled: SessionId[];
  /** They are listed, and were never made. */
  recordless: SessionId[];
}

/** Tells how long each session has been unserved, from what is seen of all sessions at each look. */
export interface UnservedWatch {
  /** `isTroubled`: Redis is, or was a moment ago, away. */
  look(seen: Unserved, now: { nowMs: number; isTroubled: boolean }): LeftAlone;
}

/** `reattachMs`: how long a browser may be away; `leaseMs`: how long a lease lasts that is not renewed. */
export function createUnservedWatch({
  reattachMs,
  leaseMs,
}: {
  reattachMs: number;
  leaseMs: number;
}): UnservedWatch {
  const missing = createAbsenceWatch<SessionId>(fetchBackAfterMs);
  const missingPatiently = createAbsenceWatch<SessionId>(fetchBackPatientlyMs);
  const absence = createAbsenceWatch<SessionId>(abandonedAfterMs);
  const absenceOfBrowsers = createAbsenceWatch<SessionId>(reattachMs + afterItsOwnMs);
  // Sessions whose lease has run out since their audio was last here.
  const absenceOfLapsedBrowsers = createAbsenceWatch<SessionId>(
    Math.max(abandonedAfterMs, reattachMs - leaseMs),
  );
  const undialledFor = createAbsenceWatch<SessionId>(unknownDialMs);
  const missingRecord = createAbsenceWatch<SessionId>(recordWithinMs);
  return {
    look({ abandoned, awayBrowsers, lapsed, undialled, unknown }, { nowMs, isTroubled }) {
      const soon = missing.look(lapsed, nowMs);
      const late = missingPatiently.look(abandoned, nowMs);
      const browsers = new Set(awayBrowsers);
      const phones = abandoned.filter((id) => !browsers.has(id));
      const lapsedBrowsers = lapsed.filter((id) => browsers.has(id));
      const lost = [
        ...absence.look(phones, nowMs),
        ...absenceOfBrowsers.look(awayBrowsers, nowMs),
        ...absenceOfLapsedBrowsers.look(lapsedBrowsers, nowMs),
      ];
      return {
        fetchable: isTroubled ? late : [...new Set([...soon, ...late])],
        lost: [...new Set(lost)],
        undialled: undialledFor.look(undialled, nowMs),
        recordless: missingRecord.look(unknown, nowMs),
      };
    },
  };
}
