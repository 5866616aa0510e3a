import type { Interview, Sentence } from './report-input.ts';
import { isReadable } from './report-input.ts';
import { hasNumber, hasSign, type Sign } from './sentence-signs.ts';

/** What an answer may lack, in order of importance, each with a question about it and what would mend it. */
const lacks: readonly {
  isMissing(answer: readonly Sentence[]): boolean;
  asks: string;
  change: string;
}[] = [
  {
    isMissing: (answer) => !hasAny(answer, 'own_action') && !hasAny(answer, 'shared_action'),
    asks: 'Which case was that, and what did you do in it?',
    change: 'Tell one case, and in it what you did.',
  },
  {
    isMissing: (answer) => !hasAny(answer, 'own_action'),
    asks: 'What did you do yourself, and what did the others do?',
    change: 'Say what you did yourself.',
  },
  {
    isMissing: (answer) => !hasAny(answer, 'outcome'),
    asks: 'How did it end?',
    change: 'Say how it ended.',
  },
  {
    isMissing: (answer) => !answer.some(({ text }) => hasSign(text, 'outcome') && hasNumber(text)),
    asks: 'By how much did it change, or by when?',
    change: 'Say by how much, or by when, it changed.',
  },
  {
    isMissing: (answer) => !hasAny(answer, 'reason') && !hasAny(answer, 'comparison'),
    asks: 'Why did you choose this way, and what else could you have done?',
    change: 'Give the reason for what you chose.',
  },
  {
    isMissing: (answer) => !hasAny(answer, 'limit'),
    asks: 'What did not work, or what would you do differently?',
    change: 'Say what did not work.',
  },
];

const hasAny = (answer: readonly Sentence[], sign: Sign) => answer.some(({ text }) => hasSign(text, sign));
const worth: readonly Sign[] = ['own_action', 'outcome', 'reason', 'comparison', 'limit'];
const worthOf = ({ text }: Sentence) =>
  worth.filter((sign) => hasSign(text, sign)).length + (hasNumber(text) ? 1 : 0);

function bestOf(answer: readonly Sentence[]): string | null {
  const best = answer.toSorted((one, other) => worthOf(other) - worthOf(one))[0];
  return best === undefined || worthOf(best) < 2 ? null : best.id;
}

const mostCited = 6;
const mostChanges = 3;

/** Advice drawn only from what sentences lack on their face. English only. */
export function adviseByRules({ language, questions }: Interview): object {
  const answered = isReadable(language) ? questions.filter(({ answer }) => answer.length > 0) : [];
  const advised = answered.map(({ id, answer }) => {
    const missing = lacks.find(({ isMissing }) => isMissing(answer)) ?? null;
    return { id, answer, missing };
  });
  const changes = lacks.flatMap((lack) => {
    const lacking = advised.filter(({ missing }) => missing === lack);
    const evidence = lacking
      .flatMap(({ answer }) => answer.map((sentence) => sentence.id))
      .slice(0, mostCited);
    return evidence.length === 0 ? [] : [{ evidence, text: lack.change }];
  });
  return {
    questions: advised.map(({ id, answer, missing }) => ({
      questionId: id,
      bestMoment: bestOf(answer),
      evidence: [],
      missedChance: null,
      missingFact: missing?.asks ?? null,
    })),
    changes: changes.slice(0, mostChanges),
    drill:
      answered.length === 0
        ? null
        : 'Tell one of these answers again in ninety seconds: where, what was to be done, what you did, how it ended.',
  };
}
