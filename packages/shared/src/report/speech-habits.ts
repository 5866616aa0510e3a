/**
 * Habits of spoken language by language tag, as regular expressions. Only what a list can tell honestly stands here: a
 * sound that is no word of that language, and phrases in a position where they say nothing. "Um" is a word in German,
 * "er" is one in German and "em" in Portuguese: no list serves two languages.
 */
export interface SpeechHabits {
  /** Sounds of hesitation. Never words. */
  fillers: readonly RegExp[];
  /** Phrases that weaken what is said and add nothing to it. */
  hedges: readonly RegExp[];
  /** Words that may be doubled only by a slip: "the the". */
  slips: RegExp | null;
  /** Words that are worth counting, and stay where they are. */
  crutches: RegExp | null;
}

const words = (list: string) => list.split(' ').join('|');

/** A sound, with the commas that set it off. Lower case or capitalised: "UM" and "ER" are names. */
const sound = (pattern: string) =>
  new RegExp(
    `(?:,\\s*)?(?<![\\p{L}\\p{N}'’-])(?:${pattern})(?![\\p{L}\\p{N}'’-])(?:\\s*[,…]+|\\s*\\.{2,})?`,
    'gu',
  );

/** Set off by commas, or by the beginning or end of the sentence and one comma. */
const setOff = (pattern: string) =>
  new RegExp(`(?:^|(?<=[.!?…]\\s)|,\\s*)(?:${pattern})(?:,(?=\\s)|(?=[.!?…]|$))`, 'giu');

/** Who acts in a clause: behind "I think" it shows that a clause follows, and not the thing thought of. */
const actors = words(
  "i we they he she it i'm i'd i'll i've we're we'd we've they're he's she's it's that's there there's most everyone everybody nobody",
);
/** Behind "I guess" and "I believe" these begin what is guessed or believed: "I guess the number", "I believe her story". */
const things = words('you this that these those the a an my our your their his her its people');
/** "I think it through". */
const thoughtOver = '(?!(?:it|that|this|them|things) (?:through|over|out)\\b)';
/** Behind these "I think" is part of what is said: "what I think", "so do I think". */
const asksOfThought = words(
  'what how why that than as where when if whether do did would should everything all whatever which who',
);
const opinion = new RegExp(
  `(?<!\\b(?:${asksOfThought}),?\\s)(?<!\\b(?:${asksOfThought}) (?:honestly|really|actually) )(?<![\\p{L}'])` +
    `I (?:(?:do|just|still|kind of|sort of) )?(?:(?:think|suppose)(?: that)?,? ${thoughtOver}(?=(?:${actors}|${things})(?![\\p{L}]))` +
    `|(?:guess|believe)(?: that)?,? (?=(?:${actors})(?![\\p{L}])))`,
  'giu',
);
/** "It was kind of hard", and not "a kind of database", "kind of you". */
const kindOf =
  /(?<=\b(?:i|we|you|they|he|she|it|was|were|is|are|am|be|been|just|got|had|and|i'm|we're|they're|it's|he's|she's|felt|feel|looked|seemed|became|only|also)\s)(?:kind|sort) of (?!(?:you|him|her|them|me|us)\b)/giu;

const habits: Readonly<Record<string, SpeechHabits>> = {
  en: {
    fillers: [
      sound('[Uu]+[hm]+|[Uu]hm+|[Ee]rm+|[Ee]r|[Hh]m+|[Mm]mm+|[Aa]h+m*'),
      setOff('you know|like|i mean'),
    ],
    hedges: [
      opinion,
      kindOf,
      setOff(
        "i think|i guess|i suppose|i believe|kind of|sort of|in a way|you could say|i would say|i'd say|so to speak|if that makes sense|if you will",
      ),
      /,? (?:or something(?: like that)?|or whatever|and stuff(?: like that)?|if that makes sense)(?=[.!?…]|$)/giu,
    ],
    slips: /\b(i|we|they|he|she|the|a|an|to|and|but|my|our|of|with|for|at|so)(?:,? +\1)+\b(?!['’-])/giu,
    crutches:
      /\b(?:basically|actually|literally|obviously|honestly|essentially|to be honest|at the end of the day)\b/giu,
  },
  de: {
    fillers: [sound('[Ää]h+m*|[Öö]h+m*|[Hh]m+|[Mm]hm+')],
    hedges: [setOff('sozusagen|sag ich mal|sage ich mal|würde ich sagen|denke ich|glaube ich')],
    slips: /(?<![\p{L}])(ich|wir|und|aber|dass|ein|eine|mit|für|zu|von|im)(?:,? +\1)+(?![\p{L}])/giu,
    crutches: /(?<![\p{L}])(?:eigentlich|irgendwie|sozusagen|quasi|halt|grundsätzlich)(?![\p{L}])/giu,
  },
  es: { fillers: [sound('[Ee]h+|[Ee]mm+|[Mm]mm+')], hedges: [], slips: null, crutches: null },
  fr: { fillers: [sound('[Ee]uh+|[Hh]eu+|[Hh]mm+')], hedges: [], slips: null, crutches: null },
  it: { fillers: [sound('[Ee]h?m+|[Mm]mm+')], hedges: [], slips: null, crutches: null },
  nl: { fillers: [sound('[Uu]h+m*|[Ee]hm+|[Hh]mm+')], hedges: [], slips: null, crutches: null },
  pt: { fillers: [sound('[Hh]ã+|[Hh]um+|[Mm]mm+')], hedges: [], slips: null, crutches: null },
};

/** The habits of a language. Null of one that no list serves honestly. */
export function habitsOf(language: string): SpeechHabits | null {
  return habits[language.split('-')[0]?.toLowerCase() ?? ''] ?? null;
}
