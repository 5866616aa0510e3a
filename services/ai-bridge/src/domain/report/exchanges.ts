import type { StudyStep } from '@ringback/shared/contract/interview-mode';
import { mostEarlierTries, mostHints } from '@ringback/shared/contract/report';
import { countWords } from '@ringback/shared/report/language-tools';
import type { HeardTurn } from './heard-turn.ts';
import type { StudyMarks } from './study-marks.ts';

/** What the interviewer asked, and what the candidate answered. A follow-up is a question of its own. */
export interface Exchange {
  /** `q1`, `q2` … */
  id: string;
  text: string;
  /** Every item of the exchange, question and answer. */
  itemIds: readonly string[];
  /** The last try, which is judged. */
  answer: readonly HeardTurn[];
  /** Study mode: the tries before it, in their order. */
  earlierTries: readonly (readonly HeardTurn[])[];
  /** Study mode: the items that were hints. */
  hints: readonly string[];
}

const mostExchanges = 100;
/** "Take your time." asks nothing. An answer to it belongs to the question before. */
const mostWordsOfPrompt = 8;
/** Fewer words right before a hint ask for it. More of them are an answer that was begun. */
const mostWordsOfWish = 12;
const questionMark = /[?？؟;]/;

/** An exchange while the conversation is read. */
interface Open {
  question: HeardTurn[];
  tries: HeardTurn[][];
  /** Said after feedback. The interviewer's next turn tells whether that was another try or an answer to its offer. */
  reply: HeardTurn[] | null;
  /** Feedback, hints, and what was no answer. */
  aside: HeardTurn[];
  hints: string[];
}

const begin = (turn: HeardTurn): Open => ({
  ...{ question: [turn], tries: [[]], reply: null, aside: [], hints: [] },
});

/** Feedback follows an answer. So what stands before it is another try, and before anything else it is none. */
function settleReply(open: Open, step: StudyStep | undefined): void {
  if (open.reply === null) return;
  if (step === 'feedback') open.tries.push(open.reply);
  else open.aside.push(...open.reply);
  open.reply = null;
}

/** Takes the candidate's wish for a hint out of their answer. */
function withoutWish(open: Open, language: string): void {
  const current = open.tries.at(-1);
  const words = countWords((current ?? []).map(({ text }) => text).join(' '), language);
  if (current !== undefined && words <= mostWordsOfWish) open.aside.push(...current.splice(0));
}

function takeStep(open: Open, turn: HeardTurn, step: StudyStep, language: string): void {
  const wasAfterFeedback = open.reply !== null;
  settleReply(open, step);
  open.aside.push(turn);
  if (step === 'feedback') {
    open.reply = [];
    return;
  }
  if (step === 'hint') open.hints.push(turn.itemId);
  if (step === 'try_again' || wasAfterFeedback) open.tries.push([]);
  else withoutWish(open, language);
}

const hasWords = (turns: readonly HeardTurn[]) => turns.some(({ text }) => text.trim() !== '');

function close({ question, tries, aside, hints }: Open, index: number): Exchange {
  const told = tries.filter(hasWords);
  // Without any words what was heard is the answer.
  const answer = told.at(-1) ?? tries.flat();
  return {
    id: `q${index + 1}`,
    text: question.map(({ text }) => text).join(' '),
    itemIds: [...question, ...tries.flat(), ...aside].map(({ itemId }) => itemId),
    answer,
    earlierTries: told.slice(0, -1).slice(-mostEarlierTries),
    hints: hints.slice(0, mostHints),
  };
}

/**
 * Divides a conversation into exchanges: what the interviewer has said since the last answer, then the answer. In study
 * mode a question keeps its hints, its feedback and all its tries. The same conversation always gives the same questions.
 */
export function toExchanges(turns: readonly HeardTurn[], language: string, marks: StudyMarks): Exchange[] {
  const exchanges: Open[] = [];
  for (const turn of turns) {
    const current = exchanges.at(-1);
    const step = marks.get(turn.itemId);
    if (turn.isAfterQuestions) {
      // Feedback on the last answer may come with the words that end the questions.
      if (turn.speaker === 'interviewer' && current !== undefined) settleReply(current, step);
      break;
    }
    if (turn.speaker === 'candidate') {
      (current?.reply ?? current?.tries.at(-1))?.push(turn);
      continue;
    }
    if (current !== undefined && step !== undefined) {
      takeStep(current, turn, step, language);
      continue;
    }
    const asks = questionMark.test(turn.text) || countWords(turn.text, language) > mostWordsOfPrompt;
    const isAnswered = current?.tries.some((one) => one.length > 0);
    if (current === undefined || ((isAnswered || current.reply !== null) && asks)) {
      if (current !== undefined) settleReply(current, undefined);
      exchanges.push(begin(turn));
    } else (current.reply === null ? current.question : current.aside).push(turn);
  }
  for (const open of exchanges) settleReply(open, undefined);
  return exchanges.slice(0, mostExchanges).map(close);
}
