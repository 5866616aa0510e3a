import { isQuotable, wordsOf } from './safe-words.ts';

/** What people did, in the past tense: verbs that end in -ed, and the usual irregular ones. */
const DID =
  /\bI (?:then |also |just |even |have |had |finally )?((?:led|built|rebuilt|ran|wrote|rewrote|grew|won|set|taught|sold|made|brought|cut|took|began|drove|oversaw|spoke|gave|found|kept|met|put|held|went|told|saw|chose|dealt|left|bought|bake|did)\b|(?!need|feed|proceed|succeed|exceed|indeed|used\b)[a-z]{2,}ed\b)([^.,;:!?]*)/g;
const CLAUSE_END =
  /\s(?:and then|because|so that|which|who|but|when|while|since|until|although|that|and we|and i)\s/i;
const DANGLING = /\s(?:and|or|the|a|an|with|of|in|to|for|at|on|by|from|as|our|your|my|then|so)$/i;
/** "I did not manage to finish it": what was not done cannot be asked about. */
const NEGATED = /\b(?:not|never)\b|n['’]t\b/i;
const MAX_WORDS = 10;
const MIN_WORDS = 3;

const YOURS: Record<string, string> = {
  i: 'you',
  my: 'your',
  me: 'you',
  myself: 'yourself',
  our: 'your',
  us: 'you',
};

/**
 * The most that a candidate says in one clause about what they did, in the form in which it is said back to them:
 * "wrote a roadmap for one year". Null when they say nothing of the kind, or it is not fit to be said.
 */
export function findOwnWords(answer: string): string | null {
  const clauses = answer
    .split(/(?<=[.!?])\s+/)
    .filter(isQuotable)
    .flatMap((sentence) => [...sentence.matchAll(DID)])
    .map(([, verb = '', rest = '']) => `${verb}${rest}`.split(CLAUSE_END)[0] ?? '')
    .filter((clause) => !NEGATED.test(clause))
    .map(clip)
    .filter((clause) => wordsOf(clause).length >= MIN_WORDS);
  const longest = clauses.toSorted((one, other) => wordsOf(other).length - wordsOf(one).length)[0];
  return longest === undefined ? null : toYou(longest);
}

function clip(text: string): string {
  let clipped = text.trim().split(/\s+/).slice(0, MAX_WORDS).join(' ');
  while (DANGLING.test(clipped)) clipped = clipped.replace(DANGLING, '');
  return clipped;
}

const toYou = (text: string) =>
  text.replaceAll(/\b(?:I|my|me|myself|our|us)\b/gi, (word) => YOURS[word.toLowerCase()] ?? word);
