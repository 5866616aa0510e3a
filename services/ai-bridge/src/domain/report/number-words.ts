/** Number words by language, in the order of `values`. "One" is left out, because it is an article in most of them. */
const values = [
  2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90,
];
const listed: Readonly<Record<string, string>> = {
  en: 'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety',
  de: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
  es: 'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  fr: 'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix',
  it: 'due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta',
  nl: 'twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig',
  pt: 'dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
};
/** Words that multiply, and words for an amount without a number. */
const scales: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1e9,
};
const amounts =
  /^(?:half|halved?|doubled?|tripled?|quadrupled|twice|thrice|dozens?|hundreds|thousands|millions|hundert|tausend|million(?:en|es)?|verdoppelt|halbiert|cien|mil|mill[oó]n(?:es)?|doble|cent|mille|moiti[ée]|cento|mila|metà|honderd|duizend|verdubbeld|metade|dobro)$/iu;

const byWord = new Map<string, ReadonlyMap<string, number>>(
  Object.entries(listed).map(([language, words]) => [
    language,
    new Map(words.split(' ').map((word, index) => [word, values[index] ?? 0])),
  ]),
);

/** The value of a number word from 2 to 90. Null for any other word. */
export function numberOf(word: string, language: string): number | null {
  return byWord.get(language.split('-')[0]?.toLowerCase() ?? '')?.get(word.toLowerCase()) ?? null;
}

/** What an English word multiplies by. Null if it does not multiply. */
export function scaleOf(word: string): number | null {
  return scales[word.toLowerCase()] ?? null;
}

/** Whether a word tells an amount without digits. */
export function isAmount(word: string): boolean {
  return amounts.test(word) || scaleOf(word) !== null;
}
