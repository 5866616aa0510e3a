import { actionVerbs } from './action-words.ts';

/**
 * Signs that an English sentence bears on its face. The rules judge knows nothing else: it reads the form of what was
 * said and never its meaning. An answer that is wrong, untrue or about something else bears the same signs.
 */
export type Sign =
  | 'own_action'
  | 'shared_action'
  | 'situation'
  | 'task'
  | 'order'
  | 'difficulty'
  | 'outcome'
  | 'reason'
  | 'comparison'
  | 'limit';

const adverbs =
  '(?:(?:also|then|first|just|personally|even|immediately|quickly|therefore|simply|only|still|both|had|have|did|\\w+ly) )*';
const didIt = (who: string) => new RegExp(`\\b(?:${who}) ${adverbs}(?:${actionVerbs})\\b`, 'i');
/** What a person usually does is no action. */
const habit = /\b(?:always|usually|often|never|generally|normally|typically|every time|whenever|tend to)\b/i;
const later =
  /^(?:after|by|within|from|until|in|on|since) (?:[\w'’]+ ){0,4}?(?:day|week|month|year|night|morning|evening|end|spring|summer|autumn|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|then|that)s?\b(?!.*\bI (?:\w+ )?(?:had|was|worked)\b)/i;

const patterns: Readonly<Record<Exclude<Sign, 'own_action' | 'shared_action'>, RegExp>> = {
  situation:
    /\b(?:when i (?:was|worked|started|joined)|while i|at the time|last (?:year|month|week|summer|winter|spring|autumn|quarter|january|february|march|april|may|june|july|august|september|october|november|december)|(?:two|three|four|five|six|\d+) (?:years|months|weeks|days) ago|in (?:my|the) (?:last|first|second|previous|current|third|final)|in (?:19|20)\d\d|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|i (?:was|work|worked) (?:a|an|the|as|at|in|for|on)|we were|there (?:was|were)|one (?:day|morning|evening|night|friday|monday))\b/i,
  task: /\b(?:had to|have to|has to|needed to|need to|must|was (?:asked|told|supposed|meant|due|responsible)|were (?:asked|told|supposed|due)|my (?:task|job|goal|aim|role) was|the (?:task|goal|aim|target|deadline|plan) was|responsible for|in charge of|was to|were to|wanted (?:us|me|it|to|them))\b/i,
  order:
    /^(?:first|then|next|after|afterwards|finally|so|once|that|the (?:next|same|following)|within|by the|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b|\b(?:then|after that|afterwards|the next (?:day|morning|week)|that (?:same )?(?:evening|night|day|afternoon|morning|week)|second|third|finally)\b/i,
  difficulty:
    /\b(?:but|however|although|problem|late|failed|fail|failing|broke|broken|wrong|conflict|angry|upset|missing|difficult|hard|nobody|refused|disagreed|unclear|unknown|lost|delayed?|overrun|short of|not enough|too (?:few|little|many|much|slow|late)|stuck|against|contradicted|crashed|outage|complain\w*|shouted|risk|without)\b/i,
  outcome:
    /\b(?:as a result|in the end|since then|the result|result was|so that in|went (?:from|down|up|live|well|fine)|fell|grew|dropped|rose|halved|doubled|tripled|reduced|increased|saved|shipped|finished|delivered|solved|stayed|got better|calmed down|agreed|were right|was right|was ready|renewed|signed|worked out|turned out|ended|are still|is still|still (?:use|uses|runs|do|does|works)|we (?:won|got|made it|opened)|thanked|on time|happy|satisfied|stopped|no longer|has not|have not|came|arrived|opened|paid no|passed|improved)\b/i,
  reason:
    /\b(?:because|since (?!then)|so that|in order to|the reason|which meant|otherwise|to make sure|to avoid)\b/i,
  comparison:
    /\b(?:instead of|rather than|compared|alternative|the other (?:option|way|choice)|could have|would have (?:cost|taken|meant|been)|gave up|trade|cheaper|more expensive|at the (?:cost|price) of|against (?:that|it) (?:spoke|stood)|knowing that|even though|which cost|the price was)\b/i,
  limit:
    /\b(?:my mistake|my fault|i was wrong|i (?:had|have) (?:not|never)|would have been better|i (?:had )?(?:did not|didn't|could not|couldn't|should have|missed|overlooked|underestimated|was too)|did not work|didn't work|would do (?:it )?differently|i learn(?:ed|t)|not (?:everything|all)|only (?:half|part|two|three|one)|with (?:the )?help|helped me|(?:she|he|they|a colleague|my colleague|my manager|the other team) (?:did|wrote|built|made|fixed|found|took|told me|taught me|showed me))\b/i,
};

const own = didIt('i');
const ownGoesOn = new RegExp(`\\bi (?:\\w+ ){1,12}?(?:and|then|,) ${adverbs}(?:${actionVerbs})\\b`, 'i');
const shared = didIt('we|the team|they all|everyone|all of us|my team|our team');

/** Opening words that carry no meaning of their own. */
const lead = /^(?:(?:and|but|so|well|now|i (?:think|guess|believe|suppose)),? )+/i;

/** Whether a sentence bears this sign. */
export function hasSign(sentence: string, sign: Sign): boolean {
  const plain = sentence.replaceAll('’', "'").replace(lead, '');
  if (sign === 'own_action') return !habit.test(plain) && (own.test(plain) || ownGoesOn.test(plain));
  if (sign === 'shared_action') return !habit.test(plain) && shared.test(plain);
  // What came later and was not the candidate's own doing is no outcome: it only tells how things went on.
  if (sign === 'outcome' && later.test(plain) && !own.test(plain)) return true;
  return patterns[sign].test(plain);
}

const numbers =
  /\b\d[\d.,]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|third|quarter|twice|dozen)\b/gi;
const times =
  /\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|June|July|August|September|October|November|December)s?\b/g;
const names = /(?<=[\p{Ll},;:] )\p{Lu}[\p{L}\d]+/gu;

/** Numbers, times and names in a sentence: what only a person who was there would tell. */
export function particularsOf(sentence: string): string[] {
  const found = [numbers, times, names].flatMap((pattern) => sentence.match(pattern) ?? []);
  return [...new Set(found.map((piece) => piece.toLowerCase()))];
}

export function hasNumber(sentence: string): boolean {
  return sentence.search(numbers) >= 0;
}
