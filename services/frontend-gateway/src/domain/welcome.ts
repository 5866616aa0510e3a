/** Beyond this many missed events the whole view is shorter. */
const longestDelta = 500;

export type Welcome =
  | { mode: 'delta'; after: number }
  | { mode: 'snapshot'; cause: 'first' | 'beyond' | 'too_far_behind' };

/** How a browser that holds `held` (undefined: nothing) is brought up to `revision`. */
export function chooseWelcome(held: number | undefined, revision: number): Welcome {
  if (held === undefined || held === 0) return { mode: 'snapshot', cause: 'first' };
  if (held > revision) return { mode: 'snapshot', cause: 'beyond' };
  if (revision - held > longestDelta) return { mode: 'snapshot', cause: 'too_far_behind' };
  return { mode: 'delta', after: held };
}
