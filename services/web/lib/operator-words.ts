import type { ListProblem } from '@ringback/shared/contract/do-not-call';

/** Why no number is dialled although dialling is on, and what an operator can do. docs/operate.md says more. */
export const listProblemWords: Readonly<Record<ListProblem, string>> = {
  key_unknown:
    'No number is dialled: the do-not-call list was made under a key that NUMBER_HASH_KEY lacks. Put that key back, as “new,old”, and start telephony and frontend-gateway again.',
  canary_lost:
    'No number is dialled: it is not known whether NUMBER_HASH_KEY fits the do-not-call list. If it contains every key that the list was made under, run “npm run do-not-call -- vouch”.',
  list_lost:
    'No number is dialled: the do-not-call list is lost. Restore its copy with “npm run do-not-call -- import FILE”. If there is none, run “npm run do-not-call -- vouch”.',
};
