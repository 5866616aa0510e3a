import { readEndWish } from './end-wish.ts';
import { wordsOf } from './safe-words.ts';

/** What the candidate wants from the interviewer besides answering. */
export type CallerIntent =
  | 'repeat'
  /** The same question in other words. */
  | 'rephrase'
  | 'skip'
  | 'stop'
  /** They may want to end the call, so the interviewer asks back. */
  | 'maybe_stop'
  /** They want to go on speaking. */
  | 'finishing'
  | 'thinking'
  | 'asking'
  | 'backchannel'
  | 'nothing'
  | 'answer';

/** A request is short. In a long answer the same words are part of a story ("… so we had to stop the call …"). */
const REQUESTS: { intent: CallerIntent; maxWords: number; says: RegExp }[] = [
  {
    intent: 'rephrase',
    maxWords: 18,
    says: /\b(?:re-?phrase|re-?word|(?<!\b(?:i|we|they|he|she)(?:'\w+)? (?:\w+ ){0,2})(?:say|ask|put|explain|phrase) (?:it|that|this|the question|your question|me (?:it|that|this|the question|that question))(?: to me)? (?:differently|another way|in (?:a |an)?(?:different|other|another|simpler) (?:words?|way))|(?:in|with|using) (?:other|different|simpler) words please|please (?:in|with|using) (?:other|different|simpler) words|differently,? please|(?:what|how) do you mean(?: by (?:that|this))?(?:,? exactly)?$|(?:do not|don't|did not|didn't) (?:quite |really )?(?:understand|get) (?:the|your|that|this) question|explain (?:the|that|your|this) question|make (?:it|that|the question) (?:clearer|simpler))\b|^(?:(?:can|could|will|would) you\b.* )?(?:in|with|using) (?:other|different|simpler) words$/i,
  },
  {
    intent: 'repeat',
    maxWords: 16,
    says: /\b(?:repeat|say (?:that|it|this) again|pardon|come again|(?:did not|didn'?t|couldn'?t|could not) (?:quite )?(?:hear|catch|get|understand)|what was (?:the|your|that) question|one more time)\b/i,
  },
  {
    intent: 'skip',
    maxWords: 14,
    says: /\b(?:skip|next question|another question|pass on (?:this|that)|move on|rather not (?:answer|say)|can'?t answer)\b|^pass$/i,
  },
  {
    intent: 'thinking',
    maxWords: 9,
    says: /\b(?:let me think|(?:give me|just|need) (?:a|one) (?:moment|second|minute)|one (?:moment|second)|hold on|let me see|good question)\b/i,
  },
];

/** "When I was at Acme" is no question: in a question a verb follows the question word directly. */
const QUESTION_START =
  /^(?:(?:and|so|well|okay|yes|sure|um) )*(?:(?:what|how|when|who|why|where|which)(?:'s| is| are| do| does| did| would| will| can| could| should| kind| many| much| long| big| often)\b|(?:do|does|did|is|are|can|could|will|would|may) (?:you|there|the|it|we|i|this)\b)/i;
const BACKCHANNEL =
  /^(?:m+h?m+|uh huh|uh-huh|mm-hm+|hm+|yes|yeah|yep|ok|okay|right|sure|i see|all right|alright|oh)$/i;

const intentOf = { certain: 'stop', doubtful: 'maybe_stop', wants_to_finish: 'finishing' } as const;

/** No wish to stop, whatever surrounds it. */
const GO_ON = /\b(?:no|nope|nah|not|go (?:on|ahead)|carry on|continue|proceed|keep)\b|n't\b/;
const AGREES =
  "(?:yes|yeah|yep|sure|okay|ok|right|correct|exactly|absolutely|definitely|of course|fine|all right|alright|please|please do|i do|i (?:think|guess) so|let's|let's do that|we can|we should|that(?:'s| is| would be) (?:right|fine|okay|ok|good|best))";
const IS_YES = new RegExp(`^(?:(?:oh|well) )*${AGREES}(?: (?:${AGREES}|thanks|thank you))*$`);
/** "Yes, I think we should stop here", and not "Okay, I told them to stop". */
const YES_TO_END = new RegExp(
  `^(?:(?:oh|well) )*${AGREES}(?: (?:${AGREES}|i|we|you|it|it's|is|better|think|guess|can|could|should|may|want|would|like|need|have|to|let|us|just|now))* (?:stop|end)(?: (?:it|this|here|now|then|there|today|for today|please|thanks|thank you|the (?:call|interview)))*$`,
);
/** A longer turn is more than a yes or a no. */
const MOST_WORDS = 12;

/** What a turn answers to "Shall we stop here?". Null for anything else. In doubt the call goes on. */
export function readYesNo(text: string): 'yes' | 'no' | null {
  const words =
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{Letter}\p{Number}']+/gu) ?? [];
  const said = words.join(' ');
  if (words.length > MOST_WORDS) return null;
  if (GO_ON.test(said)) return 'no';
  return IS_YES.test(said) || YES_TO_END.test(said) ? 'yes' : null;
}

/** Reads one turn of the candidate, by rules only. Whatever they do not know counts as an answer. */
export function readIntent(text: string): CallerIntent {
  const bare = text
    .replace(/[.,!]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[’]/g, "'")
    .trim();
  const count = wordsOf(bare).length;
  if (count === 0) return 'nothing';
  const endWish = readEndWish(text);
  if (endWish !== null) return intentOf[endWish];
  const said = bare.replace(/\?+$/, '').trim();
  for (const { intent, maxWords, says } of REQUESTS) if (count <= maxWords && says.test(said)) return intent;
  if (BACKCHANNEL.test(said)) return 'backchannel';
  if (count <= 30 && (/\?$/.test(bare) || QUESTION_START.test(said))) return 'asking';
  return 'answer';
}

/** Why an answer leaves something to ask. Null when it does not. */
export type Weakness = 'short' | 'own_part' | 'vague' | 'result';

const HEDGES =
  /\b(?:kind of|sort of|stuff|things|various|etc|et cetera|basically|generally|usually|somehow|maybe|probably|whatever|and so on)\b/gi;

/** `wantsResults`: the interviewer also asks for figures. */
export function findWeakness(answer: string, wantsResults: boolean): Weakness | null {
  const count = wordsOf(answer).length;
  if (count < 15) return 'short';
  const own = answer.match(/\b(?:i|my|me|mine|myself)\b/gi)?.length ?? 0;
  const shared = answer.match(/\b(?:we|our|us|team)\b/gi)?.length ?? 0;
  if (own === 0 && shared >= 2) return 'own_part';
  const hedges = answer.match(HEDGES)?.length ?? 0;
  if (hedges >= 3 && hedges * 20 > count) return 'vague';
  const hasResult = /\d|\b(?:percent|doubled|halved|result|increased|reduced|saved|grew|cut)\b/i.test(answer);
  return wantsResults && !hasResult ? 'result' : null;
}
