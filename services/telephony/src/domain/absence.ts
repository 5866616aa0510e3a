/** Notices what was seen unserved, without a break, for too long. */
export interface AbsenceWatch<Id> {
  /** `unserved`: everything that is so now. Returns what has been so for long enough. */
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
