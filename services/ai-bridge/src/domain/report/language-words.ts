/**
 * The words of each language that hold any text together, whatever it is about. About four in ten words of speech are
 * such words. They show whether a text is in the form's language or in another one. They judge nothing else.
 */
const wordLists: Readonly<Record<string, string>> = {
  en: "the a an and to of in i we it was that for on with is my our they you at but so as this be had have from me there were by do not all when what would about which or if their he she his her just because then out up i'm it's don't",
  de: 'der die das und ich wir zu in den von mit es war dass ein eine einen nicht auf für ist auch dem als sich an im hat habe haben bei aber so wie sie er uns mir mich was wenn dann da noch nach aus um zum zur sind wurde hatte',
  es: 'el la los las de que y en un una a por con para no se lo me mi es fue era como pero más su al del nos yo cuando le ya muy todo porque hay este esta eso sí también si había tenía equipo',
  fr: "le la les de et à un une que en des du je nous il elle pour pas dans est était qui sur avec ce on au ne se mais plus j'ai c'est mon ma notre son sa par ou comme cette ont été ai avons tout très il y",
  it: 'il la i le di e che un una a in per non con del della si mi ho è era sono come ma più da al nel abbiamo anche lo gli dei quando perché molto mio mia noi questo questa alla ci ha avevo',
  nl: 'de het een en ik van in dat we te is was met op voor niet die er aan om maar ook als zijn bij heb hebben had naar dan nog wel mijn ons onze dit wat toen uit over door heel werd werden zo mij je',
  pt: 'o a os as de que e em um uma para com não por do da no na eu se foi era mais mas como ao nos meu minha muito isso esse essa também já quando tinha é está foram pelo pela me ele ela nós',
};

const lists = new Map(
  Object.entries(wordLists).map(([language, words]) => [language, new Set(words.split(' '))]),
);
/** The scripts of languages that are not written in Latin letters. */
const scripts: Readonly<Record<string, RegExp>> = {
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu,
  zh: /\p{Script=Han}/gu,
  ko: /\p{Script=Hangul}/gu,
  ru: /\p{Script=Cyrillic}/gu,
  uk: /\p{Script=Cyrillic}/gu,
  bg: /\p{Script=Cyrillic}/gu,
  sr: /[\p{Script=Cyrillic}\p{Script=Latin}]/gu,
  el: /\p{Script=Greek}/gu,
  ar: /\p{Script=Arabic}/gu,
  fa: /\p{Script=Arabic}/gu,
  ur: /\p{Script=Arabic}/gu,
  he: /\p{Script=Hebrew}/gu,
  hi: /\p{Script=Devanagari}/gu,
  th: /\p{Script=Thai}/gu,
};
const latin = /\p{Script=Latin}/gu;

const baseOf = (language: string) => language.split('-')[0]?.toLowerCase() ?? '';

/** The share of a text's letters that belong to its language's script. */
export function shareOfScript(text: string, language: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? 1 : (text.match(scripts[baseOf(language)] ?? latin)?.length ?? 0) / letters;
}

const shareOf = (words: readonly string[], list: ReadonlySet<string>) =>
  words.filter((word) => list.has(word.toLowerCase().replace('’', "'"))).length / words.length;

/**
 * The shares of a text's words that hold texts together, by the list of its own language and by that of the other
 * language that fits best.
 */
export interface CommonWords {
  own: number;
  other: number;
}

/** Null for a language without a list. */
export function commonWords(words: readonly string[], language: string): CommonWords | null {
  const list = lists.get(baseOf(language));
  if (list === undefined || words.length === 0) return null;
  const others = [...lists.values()].filter((other) => other !== list);
  return { own: shareOf(words, list), other: Math.max(...others.map((other) => shareOf(words, other))) };
}
