/**
 * What a turn says about the candidate's own questions, besides asking one. Whole turns only: anything beyond is a
 * question.
 */

const polite =
  '(?:um|uh|oh|well|so|okay|ok|yes|yeah|yep|sure|right|great|thanks|thank you|very much|so much|actually|really|i think|i guess|please|of course|for now|right now|at the moment|today|from me|from my side|for your (?:time|help|answers?))';
const closing =
  "(?:no|nope|nah|none|nothing|(?:i have )?nothing (?:else|more)(?: to ask)?|we(?:'re| are) (?:done|good)|not(?: really| now| yet)?|that(?:'s| is| was| would be) (?:all|it|everything)|i(?:'m| am) (?:good|fine|done|all set|okay)|all (?:set|good|clear)|everything(?:'s| is| was) clear|you(?:'ve| have)? (?:answered|covered) (?:everything|it all|all of (?:it|them))|i (?:do not|don't)|i (?:do not|don't) think so|i (?:do not|don't|can't|cannot) (?:have|think of) (?:any|anything|one|any (?:more |other |further )?questions?|anything (?:else|more))|(?:i have |i've got )?no (?:more |other |further )?questions?|(?:let's|we can|you can) move on)";
const NO_MORE = new RegExp(`^(?:${polite} )*${closing}(?: (?:${polite}|${closing}))*$`);

const announced =
  "(?:i do|i have|there (?:is|are)|(?:(?:i (?:do |still |also |just )*have(?: got)?|i've (?:still |also |just )?got|there(?:'s| is| are)|(?:can|could|may) i ask|i(?:'d| would) like to ask|i want to ask|let me ask)(?: you)? )?(?:(?:just|only) )?(?:a |an |the |my |one |two |some |another |a few |a couple of )?(?:another |more |next |last |first |final |quick |other )*(?:questions?|things?|one|something(?: else)?)|one more)";
const ANNOUNCES = new RegExp(`^(?:(?:${polite}|no|and|but) )*(?:${polite}|${announced})(?: ${polite})*$`);

const bare = (text: string) =>
  (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{Letter}\p{Number}']+/gu) ?? []
  ).join(' ');

/** "No, that is all." A question never counts, whatever words it contains. */
export function saysNoMore(text: string): boolean {
  return !text.trim().endsWith('?') && NO_MORE.test(bare(text));
}

/** "Yes, I have another question." */
export function announcesQuestion(text: string): boolean {
  return ANNOUNCES.test(bare(text));
}
