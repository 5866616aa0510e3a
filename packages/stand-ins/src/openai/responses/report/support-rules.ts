import { claims } from './claim-words.ts';
import type { Sentence } from './report-input.ts';
import { hasSign, particularsOf, type Sign } from './sentence-signs.ts';

/** The signs that each claim of the rules judge speaks of. A claim in other words can be compared only word by word. */
const signsOfClaim: Readonly<Record<string, readonly Sign[]>> = {
  concrete_actions: ['own_action', 'shared_action'],
  difficulty: ['difficulty'],
  outcome: ['outcome'],
  reasoning: ['reason', 'comparison'],
  situation_and_task: ['situation', 'task'],
  actions_in_order: ['own_action', 'shared_action'],
  result_told: ['outcome'],
  proportion: ['own_action', 'outcome'],
  own_part: ['own_action'],
  particulars: [],
  limits: ['limit'],
};

type Verdict = 'supports' | 'partly' | 'no';

const contentWords = (text: string) =>
  new Set(
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]{4,}/gu)
      ?.map((word) => word.slice(0, 5)) ?? [],
  );

function compareWords(claim: string, segments: readonly Sentence[]): Verdict {
  const said = contentWords(segments.map(({ text }) => text).join(' '));
  const claimed = [...contentWords(claim)];
  const share = claimed.length === 0 ? 0 : claimed.filter((word) => said.has(word)).length / claimed.length;
  return share >= 0.6 ? 'supports' : share >= 0.3 ? 'partly' : 'no';
}

/**
 * Whether these sentences bear the signs that a claim of the rules judge speaks of. For any other claim: whether they
 * share its words.
 */
export function supportByRules(claim: string, segments: readonly Sentence[]): object {
  const known = Object.entries(claims).find(([, texts]) => texts.includes(claim));
  if (known === undefined) return { why: 'The words are compared.', verdict: compareWords(claim, segments) };
  const [id, texts] = known;
  const signs = signsOfClaim[id] ?? [];
  const bears = ({ text }: Sentence) =>
    signs.length === 0 ? particularsOf(text).length > 0 : signs.some((sign) => hasSign(text, sign));
  const shown = segments.filter(bears).length;
  const isDenied = texts[0] === claim;
  const verdict: Verdict = isDenied ? (shown === 0 ? 'supports' : 'partly') : shown > 0 ? 'supports' : 'no';
  return { why: `${shown} of ${segments.length} sentences bear the sign.`, verdict };
}
