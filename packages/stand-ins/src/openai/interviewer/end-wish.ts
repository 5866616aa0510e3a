/**
 * What a turn says about the end of the call. The real interviewer is a language model and judges for itself. This one
 * has rules, and all of them are here. They are for English and for whole clauses only: within an answer the same
 * words are part of a story ("… so we had to stop the call with the customer").
 *
 * A bare imperative ("end the call") counts only when it does not continue a description of what someone does ("I warn
 * them twice and then end the call").
 *
 * `certain`: nothing else can be meant. `doubtful`: the interviewer asks back once. `wants_to_finish`: they want to go
 * on speaking, which is the opposite.
 */
export type EndWish = 'certain' | 'doubtful' | 'wants_to_finish';

const mostWords = 25;

const lead =
  '(?:(?:sorry|okay|ok|um|uh|oh|please|well|no|yes|yeah|hey|look|listen|actually|alright|all right|right|now|then|just|excuse me|i think|i guess|i believe|thanks|thank you) )*';
const want =
  "i(?:'d| would) (?:really )?(?:like|prefer|love) (?:you )?to|i(?:'d| would) rather|i (?:really )?(?:want|need|wish|have) (?:you )?to|i(?:'ll| will| must)|i(?:'m| am) (?:going|about) to";
const together =
  "let's|let us|(?:can|could|may|shall|should) we|we (?:can|could|should|may)|is it (?:ok|okay|all right) if we|do you mind if we";
const asking = `(?:(?:${want}|${together}|(?:can|could|may|would) (?:you|i)) (?:(?:please|just|now|maybe|perhaps|kindly) )*)?`;
const tail =
  '(?: (?:here|there|now|right now|please|today|for today|for now|immediately|at once|at this point|then|early|thanks|thank you|if you do not mind|okay|ok))*';
/** Any one word may be a misheard "the" or "this". */
const call =
  '(?:(?:\\w+ )?(?:job |phone |practice |mock )?(?:interview|call|phone call|conversation|session|rehearsal)|the (?:line|phone))';
const ending =
  '(?:stop|end|quit|cancel|terminate|abort|leave|close|disconnect|drop|wrap up|break off|get off|get out of)';

const clause = (...forms: string[]) => new RegExp(`^${lead}(?:${forms.join('|')})${tail}$`);

const certain = clause(
  `${asking}${ending} ${call}`,
  `(?:${together}) (?:please )?(?:finish|conclude) ${call}`,
  `(?:finish|conclude) (?:the|this) call`,
  `${asking}hang up(?: ${call})?`,
  `i(?:'m| am) (?:hanging up|(?:ending|stopping|leaving|quitting) ${call})`,
  `(?:${together}) (?:please )?(?:stop|end|finish|quit)(?: (?:it|this))? (?:here|now|right here|right now)`,
  "let's call it a day",
  `i (?:do not|don't|no longer) want to (?:continue|go on|do|carry on)(?: with)? ${call}(?: any ?more)?`,
  '(?:good ?bye|bye|bye bye)(?: (?:for now|then))?',
);
const doubtful = clause(
  `${asking}(?:stop|end|quit|cancel|abort|wrap up|break off)(?: (?:it|this|that|everything))?`,
  `${asking}(?:finish|conclude) ${call}`,
  `how (?:do|can|would|could) (?:i|we) (?:stop|end|quit|leave|cancel) ${call}`,
  "i(?:'ve| have)? (?:got to|gotta|have to|need to|must|should|to) (?:go|leave|run|stop)",
  `(?:that is|that's|it is|it's) enough`,
  'enough',
  "i (?:do not|don't|no longer) want to (?:continue|go on|do this|carry on|talk)(?: any ?more| to you)?",
  "i (?:can't|cannot|can not) (?:continue|go on|do this|carry on)(?: any ?more)?",
  'i give up|i quit',
  "(?:let's|let us) leave it",
);
/** An imperative that is no request, because it may belong to what was said before it. */
const imperative = new RegExp(`^${lead}(?:${ending}|hang up|finish|conclude)\\b`);
const doesSomething = /\b(?:i|we|you|they|he|she|it)(?:'\w+)? \w/;
const supposes = new RegExp(`^${lead}(?:if|when|whenever|once|unless|after)\\b`);
const saysNothing = new RegExp(`^${lead}$`);
const theirOwn =
  '(?:(?:the|that|this) (?:sentence|thought|answer|point|story|example|idea)|this|that|it|speaking|talking|answering|first|my (?:\\w+ )?(?:answer|sentence|thought|point|story|example|explanation|idea)|what i (?:was|am|wanted to|want to) (?:saying|say)|up|quickly)';
const wantsToFinish = clause(
  `(?:${asking}|(?:please )?let me |allow me to )(?:please |just |quickly )*(?:finish|complete)(?: ${theirOwn})*`,
  "i(?:'m| am|'m still| am still) (?:not (?:yet )?(?:finished|done)(?: yet)?|talking|speaking)",
  "i (?:wasn't|was not) (?:finished|done)(?: yet)?",
  "i (?:haven't|have not) finished(?: yet| that| my (?:answer|sentence|thought|point))*",
);

/** Reported speech. */
const tells = /\b(?:said|says|told|asked|tells|asks|wrote|shouted)\b/;

/** The clauses of each sentence. */
function sentencesOf(text: string): string[][] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[.!?;…]+/)
    .map((sentence) =>
      sentence
        .split(/[,:]+|\s(?:because|since|so|but|and|as)\s/)
        .map((part) => (part.match(/[\p{Letter}\p{Number}']+/gu) ?? []).join(' '))
        .filter((part) => part !== ''),
    );
}

/** What one clause says about the end, given what stands before it in its own sentence and in the whole turn. */
function readClause(part: string, before: { sentence: string[]; turn: string[] }): EndWish | null {
  const isBare = imperative.test(part) && !/\bplease\b/.test(part);
  if (isBare && before.sentence.some((earlier) => doesSomething.test(earlier))) return null;
  if (!certain.test(part)) return doubtful.test(part) ? 'doubtful' : null;
  const isPartOfMore = before.turn.some((earlier) =>
    isBare
      ? !(saysNothing.test(`${earlier} `) || certain.test(earlier) || doubtful.test(earlier))
      : supposes.test(`${earlier} `),
  );
  return isPartOfMore ? 'doubtful' : 'certain';
}

/** What this turn says about the end of the call. Null when it says nothing. */
export function readEndWish(text: string): EndWish | null {
  const sentences = sentencesOf(text);
  const clauses = sentences.flat();
  const words = clauses.join(' ').split(' ');
  if (words.length > mostWords || tells.test(clauses.join(' '))) return null;
  // "Can I finish? Then we can end the call." ends nothing yet.
  if (clauses.some((part) => wantsToFinish.test(part))) return 'wants_to_finish';
  const wishes = sentences.flatMap((sentence, place) => {
    const past = sentences.slice(0, place).flat();
    return sentence.map((part, index) => {
      const earlier = sentence.slice(0, index);
      return readClause(part, { sentence: earlier, turn: [...past, ...earlier] });
    });
  });
  if (wishes.includes('certain')) return 'certain';
  return words.length <= 14 && wishes.includes('doubtful') ? 'doubtful' : null;
}
