/**
 * How differently two words sound, by the result of `toSounds`: 0 the same, 1 nothing in common. Made for names that a
 * recogniser has spelled by ear ("cough car" for "Kafka").
 */
export function soundDistance(from: string, to: string): number {
  const longest = Math.max(from.length, to.length);
  return longest === 0 ? 0 : editCost(from, to, soundCost) / longest;
}

/** The share of letters that differ: 0 the same, 1 nothing in common. */
export function letterDistance(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  return longest === 0 ? 0 : editCost(left, right, (from, to) => (from === to ? 0 : 1)) / longest;
}

/** Spellings and the sound they stand for; `a` is any vowel, `S` as in she, `C` as in chair, `J` as in jam. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/g, ''],
  [/^x/, 's'],
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/ough(?=[^t]|$)/g, 'af'],
  [/ph/g, 'f'],
  [/gh/g, ''],
  [/tch|ch/g, 'C'],
  [/sch|sh|[st]ion/g, 'S'],
  [/ck|q/g, 'k'],
  [/th/g, 't'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/dge|dj|j|g(?=[eiy])/g, 'J'],
  [/z/g, 's'],
  [/v/g, 'f'],
  [/h|w(?=[^aeiouy]|$)/g, ''],
  [/[aeiouy]+/g, 'a'],
  [/(.)\1+/g, '$1'],
];

/** How a word sounds, from its spelling alone and for English: one character a sound. */
export function toSounds(word: string): string {
  return SPELLINGS.reduce((sounds, [spelling, sound]) => sounds.replace(spelling, sound), word.toLowerCase());
}

/** Sounds that a telephone line and a recogniser confuse. */
const ALIKE = ['pb', 'td', 'kgJ', 'fp', 'sS', 'SCJ', 'mn', 'lr', 'tk', 'CJt'];
/** Vowels and a final r come and go with the accent. */
const WEAK = 'ar';

function soundCost(from: string | undefined, to: string | undefined): number {
  if (from === to) return 0;
  if (from === undefined || to === undefined) return WEAK.includes(from ?? to ?? '') ? 0.5 : 1;
  return ALIKE.some((group) => group.includes(from) && group.includes(to)) ? 0.5 : 1;
}

/** The cheapest way from one string to the other. A missing side of `cost` means left out or inserted. */
function editCost(
  from: string,
  to: string,
  cost: (from: string | undefined, to: string | undefined) => number,
): number {
  let previous = [0];
  for (const letter of to) previous.push((previous.at(-1) ?? 0) + cost(undefined, letter));
  for (const fromLetter of from) {
    const row = [(previous[0] ?? 0) + cost(fromLetter, undefined)];
    for (const [index, toLetter] of [...to].entries()) {
      row.push(
        Math.min(
          (previous[index] ?? 0) + cost(fromLetter, toLetter),
          (previous[index + 1] ?? 0) + cost(fromLetter, undefined),
          (row[index] ?? 0) + cost(undefined, toLetter),
        ),
      );
    }
    previous = row;
  }
  return previous.at(-1) ?? 0;
}
