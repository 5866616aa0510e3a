import type { ListProblem } from '@ringback/shared/contract/do-not-call';

/** Why no number is dialled though dialling is on, and what an operator does about it; docs/operate.md says more. */
export const listProblemWords: Readonly<Record<ListProblem, string>> = {
  key_unknown:
    'No number is dialled: the do-not-call list was made under a key that NUMBER_HASH_KEY lacks. Put that key back, as “new,old”, and start telephony and frontend-gateway again.',
  canary_lost:
    'No number is dialled: nothing says whether NUMBER_HASH_KEY fits the do-not-call list. If each key that it was made under stands in it, run “npm run do-not-call -- vouch”.',
  list_lost:
    'No number is dialled: the do-not-call list is lost. Restore its copy, “npm run do-not-call -- import FILE”; where there is none, run “npm run do-not-call -- vouch”.',
};
