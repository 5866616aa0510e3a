/** Reports what has been seen unserved for too long without a break. */
export interface AbsenceWatch<Id> {
  /** `unserved`: all that are unserved now. Returns those that have been so for long enough. */
  look(unserved: readonly Id[], nowMs: number): Id[];
}

export function createAbsenceWatch<Id>(tooLongMs: number): AbsenceWatch<Id> {
  let since = new Map<Id, number>();
  return {
    look(unserved, nowMs) {
      since = new Map(unserved.map((id) => [id, since.get(id) ?? nowMs]));
      return [...since].filter(([, at]) => nowMs - at >= tooLongMs).map(([id]) => id);
    },
  };
}
