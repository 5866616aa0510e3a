import { habitsOf } from './speech-habits.ts';

/** What was said without what speaking adds to it. */
export interface CleanedSpeech {
  /** The same words without fillers, slips and hedges. In a language without lists it is what was said. */
  clean: string;
  /** How many of each were found. A recogniser leaves most fillers out, so that theirs is the least number. */
  fillers: number;
  hedges: number;
  slips: number;
  /** Words that people lean on, in lower case, one for each time. They stay in the text. */
  crutches: readonly string[];
}

/** Spaces, and commas that are left without what they set off. */
function tidy(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[,.;:!?…])/g, '')
    .replaceAll(/,(?=[,.;:!?…])/g, '')
    .replaceAll(/(?<=[.!?…] |^)[,;:…]+ ?/g, '')
    .replaceAll(/(?<=^|[.!?] )\.+ ?/g, '')
    .trim();
}

/** A sentence that has lost its first word begins with a capital again. */
function withCapitals(text: string, spoken: string): string {
  const isCapitalised = /^\P{L}*\p{Lu}/u.test(spoken);
  return isCapitalised ? text.replaceAll(/(?<=^|[.!?…] )\p{Ll}/gu, (letter) => letter.toUpperCase()) : text;
}

/** Takes out what speaking adds, by the lists of the form's language. What the lists do not know stays. */
export function cleanSpeech(spoken: string, language: string): CleanedSpeech {
  const habits = habitsOf(language);
  const none = { clean: spoken.trim(), fillers: 0, hedges: 0, slips: 0, crutches: [] };
  if (habits === null) return none;
  let text = spoken.replaceAll('’', "'");
  const takeOut = (pattern: RegExp, instead: string): number => {
    const found = text.match(pattern)?.length ?? 0;
    if (found > 0) text = tidy(text.replaceAll(pattern, instead));
    return found;
  };
  const takeAll = (patterns: readonly RegExp[]) =>
    patterns.reduce((sum, pattern) => sum + takeOut(pattern, ' '), 0);
  const fillers = takeAll(habits.fillers);
  const hedges = takeAll(habits.hedges);
  const slips = habits.slips === null ? 0 : takeOut(habits.slips, '$1');
  const crutches = habits.crutches === null ? [] : (spoken.toLowerCase().match(habits.crutches) ?? []);
  if (fillers + hedges + slips === 0) return { ...none, crutches };
  return { clean: withCapitals(text, spoken), fillers, hedges, slips, crutches };
}
