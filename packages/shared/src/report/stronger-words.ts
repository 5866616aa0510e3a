import { blank, type StrongerAnswer } from '../contract/stronger-answer.ts';
import { toFailureWords } from './failure-words.ts';
import type { ShownFact } from './report-document.ts';

/** Who has written a stronger answer. */
export function toWriterWords({ writer, model }: StrongerAnswer['madeBy']): string {
  const source = 'from what you said, your résumé and this fact alone';
  if (writer === 'rules') return `Put together by simple rules on this machine, not by a model, ${source}.`;
  return `Written by a model${model === null ? '' : ` (${model})`}, ${source}.`;
}

/** What the reader of a stronger answer is told: what its blanks are, and what to check before using it. */
export function toAdvisoryWords({ blanks }: Pick<StrongerAnswer, 'blanks'>): string {
  const explained = `${blank} stands for a number or a name that none of these has: fill it in, or leave it out. `;
  return `${blanks > 0 ? explained : ''}Use it only where every sentence of it is true.`;
}

/** Where a stronger answer stands, in a sentence or two. */
export function toStrongerStateWords({ state, attempt, reason }: ShownFact): string {
  if (state === 'queued') return 'Your stronger answer waits to be written. It comes here by itself.';
  if (state === 'working') {
    const again = attempt > 1 ? ` Attempt ${attempt}.` : '';
    return `Your stronger answer is being written. It comes here by itself.${again}`;
  }
  if (state === 'ready') return 'Your stronger answer is here.';
  if (state !== 'failed') return 'This page is too old for what became of your fact. Load it again.';
  const why = toFailureWords(reason ?? '') ?? 'The reason is not known to this page.';
  return `The stronger answer could not be written. ${why}`;
}
