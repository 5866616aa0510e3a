import { claims } from './claim-words.ts';
import type { Interview, Sentence } from './report-input.ts';
import { distinctSentences, isReadable } from './report-input.ts';
import { hasSign, particularsOf, type Sign } from './sentence-signs.ts';

/**
 * The stand-in's judge. It is no model: it knows only the signs that sentences bear on their face. It scores what such
 * signs can show (actions and their order, an outcome, who acted, particulars). It abstains from what only the meaning
 * can tell: whether the question was answered (relevance), and whether other candidates would have said the same
 * (differentiation). It also abstains from languages other than English, and it cannot tell a true story from one that
 * only has the form of one.
 */

type Score = 0 | 1 | 2;
interface Scored {
  score: Score;
  /** The sentences that show it. Empty with a score of 0. */
  shown: readonly Sentence[];
}
/** What a rule sees of one answer. */
interface Answer {
  sentences: readonly Sentence[];
  with(sign: Sign): Sentence[];
}

function readAnswer(sentences: readonly Sentence[]): Answer {
  return { sentences, with: (sign) => sentences.filter(({ text }) => hasSign(text, sign)) };
}

const nothing: Scored = { score: 0, shown: [] };
/** One sentence that shows it scores 1, two score 2. */
const byNumber = (shown: readonly Sentence[], two = 2): Scored =>
  shown.length === 0 ? nothing : { score: shown.length >= two ? 2 : 1, shown };
const isBefore = (one: Sentence | undefined, other: Sentence | undefined) =>
  one !== undefined && other !== undefined && one.id < other.id;

function actionsOf(answer: Answer): Sentence[] {
  const own = answer.with('own_action');
  const shared = answer.with('shared_action');
  return answer.sentences.filter((sentence) => own.includes(sentence) || shared.includes(sentence));
}

/** An outcome counts only after an action. Before one, it is part of the situation. */
function outcomesOf(answer: Answer): Sentence[] {
  const [first] = actionsOf(answer);
  return answer.with('outcome').filter((sentence) => first !== undefined && sentence.id >= first.id);
}

const caseSigns = ['own_action', 'shared_action', 'situation', 'outcome'] as const;

const checks: Readonly<Record<string, (answer: Answer) => Scored>> = {
  concrete_actions(answer) {
    const own = answer.with('own_action');
    if (own.length > 0) return byNumber(own, 3);
    const shared = answer.with('shared_action');
    return shared.length === 0 ? nothing : { score: 1, shown: shared };
  },
  difficulty(answer) {
    const hard = answer.with('difficulty');
    const [first] = hard;
    if (first === undefined || actionsOf(answer).length === 0) return nothing;
    const met = answer.with('own_action').filter((sentence) => !isBefore(sentence, first));
    const isMet = met.length > 1 && hard.length > 1;
    return { score: isMet ? 2 : 1, shown: isMet ? [...hard, ...met] : hard };
  },
  outcome(answer) {
    const outcomes = outcomesOf(answer);
    const firm = outcomes.filter(({ text }) => particularsOf(text).length > 0);
    return firm.length > 0 ? { score: 2, shown: firm } : byNumber(outcomes, Number.POSITIVE_INFINITY);
  },
  reasoning(answer) {
    if (actionsOf(answer).length === 0) return nothing;
    const compared = answer.with('comparison');
    const shown = [...new Set([...answer.with('reason'), ...compared])];
    return shown.length === 0 ? nothing : { score: compared.length > 0 ? 2 : 1, shown };
  },
  situation_and_task(answer) {
    const [action] = actionsOf(answer);
    if (action === undefined) return nothing;
    const until = (sign: Sign) => answer.with(sign).filter((sentence) => sentence.id <= action.id);
    const [situation, task] = [until('situation'), until('task')];
    const shown = [...new Set([...situation, ...task])];
    if (shown.length === 0) return nothing;
    return { score: situation.length > 0 && task.length > 0 ? 2 : 1, shown };
  },
  actions_in_order(answer) {
    const actions = actionsOf(answer);
    if (actions.length === 0) return nothing;
    const inOrder = answer.with('order').length > 0 && actions.length > 2;
    return { score: inOrder ? 2 : 1, shown: actions };
  },
  result_told(answer) {
    const outcomes = outcomesOf(answer);
    const last = outcomes.at(-1);
    const half = answer.sentences[Math.floor((answer.sentences.length - 1) / 2)];
    if (last === undefined) return nothing;
    return { score: isBefore(half, last) && outcomes.length > 0 ? 2 : 1, shown: outcomes };
  },
  proportion(answer) {
    const told = [...new Set([...answer.with('own_action'), ...outcomesOf(answer)])];
    if (answer.sentences.length < 2 || actionsOf(answer).length === 0) return nothing;
    const share = told.length / answer.sentences.length;
    return share < 0.3 ? nothing : { score: share >= 0.45 ? 2 : 1, shown: told };
  },
  own_part(answer) {
    const own = answer.with('own_action');
    const shared = answer.with('shared_action').filter((sentence) => !own.includes(sentence));
    if (own.length === 0) return nothing;
    return { score: own.length > 1 && own.length > shared.length ? 2 : 1, shown: own };
  },
  particulars(answer) {
    // Only particulars of the case that is told count: a number in any other sentence is none.
    const told = caseSigns.flatMap((sign) => answer.with(sign));
    const telling = answer.sentences.filter(
      (sentence) => told.includes(sentence) && particularsOf(sentence.text).length > 0,
    );
    const found = new Set(telling.flatMap(({ text }) => particularsOf(text)));
    if (found.size === 0 || actionsOf(answer).length === 0) return nothing;
    return { score: found.size > 3 ? 2 : 1, shown: telling };
  },
  limits(answer) {
    const shown = actionsOf(answer).length === 0 ? [] : answer.with('limit');
    const firm = shown.filter(({ text }) => hasSign(text, 'own_action') || particularsOf(text).length > 0);
    return shown.length === 0 ? nothing : { score: firm.length > 0 ? 2 : 1, shown };
  },
};

const mostCited = 12;
const cite = (sentences: readonly Sentence[]) => sentences.slice(0, mostCited).map(({ id }) => id);

/** The best answer speaks for a whole interview: an item was shown at least once, or it was not shown. */
function bestOf(answers: readonly Answer[], check: (answer: Answer) => Scored): Scored {
  return answers.map(check).reduce((best, scored) => (scored.score > best.score ? scored : best), nothing);
}

/** The judge's answer, in the shape of its request. It cites nothing where the rules cannot defend a level. */
export function judgeByRules(interview: Interview, dimension: { checks: readonly { id: string }[] }): object {
  const kept = new Set(distinctSentences(interview).map(({ id }) => id));
  const answers = interview.questions
    .map(({ answer }) => readAnswer(answer.filter(({ id }) => kept.has(id))))
    .filter(({ sentences }) => sentences.length > 0);
  const canRead = isReadable(interview.language) && dimension.checks.every(({ id }) => id in checks);
  const scored = dimension.checks.map(({ id }) => {
    const check = checks[id];
    return { id, ...(canRead && check !== undefined ? bestOf(answers, check) : nothing) };
  });
  const all = answers.flatMap(({ sentences }) => sentences);
  const observations = scored.map(({ id, score, shown }) => ({
    evidence: cite(score === 0 ? all : shown),
    claim: claims[id]?.[score] ?? '',
  }));
  const lowest = scored.toSorted((one, other) => one.score - other.score)[0];
  const highest = scored.toSorted((one, other) => other.score - one.score)[0];
  const say = (item: typeof lowest) =>
    canRead && item !== undefined ? (claims[item.id]?.[item.score] ?? '') : '';
  return {
    observations: canRead ? observations : [],
    checks: Object.fromEntries(scored.map(({ id, score, shown }) => [id, { evidence: cite(shown), score }])),
    whyNotHigher: say(lowest),
    whyNotLower: say(highest),
  };
}
