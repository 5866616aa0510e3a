import { unchangeable } from '@ringback/shared/contract/events';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toSessionTitle } from './session-words.ts';
import type { Words } from './words/words.ts';

/** `received`: the model has confirmed exactly the configuration that is in the record. */
export interface Receipt {
  state: 'waiting' | 'received' | 'changing';
  text: string;
}

/** A bullet, a dash or a number at the start of a line, as people write lists. */
const listLine = /^\s*(?:[-*•–—·▪‣]|\d{1,2}[.)])\s+\S/;

/** How many requirements a description lists; 0 when it is plain prose. */
export function countRequirements(jobDescription: string): number {
  return jobDescription.split('\n').filter((line) => listLine.test(line)).length;
}

type ReceiptView = Pick<
  SessionView,
  'jobConfiguration' | 'configurationHash' | 'receivedHash' | 'status' | 'lengthMinutes'
> &
  Partial<Pick<SessionView, 'practice'>>;

function stateOf({ receivedHash, configurationHash }: ReceiptView): Receipt['state'] {
  if (receivedHash === configurationHash) return 'received';
  return receivedHash === null ? 'waiting' : 'changing';
}

/** The visible proof that the job configuration reached the model. */
export function toReceipt(words: Words['session'], view: ReceiptView): Receipt {
  const isOneQuestion = view.practice?.kind === 'one_question';
  const requirements = isOneQuestion ? 0 : countRequirements(view.jobConfiguration.jobDescription);
  const known = [
    toSessionTitle(words, view.jobConfiguration),
    ...(requirements === 0 ? [] : [words.requirements(requirements)]),
    ...(isOneQuestion ? [words.oneQuestion] : []),
    words.minutes(view.lengthMinutes),
  ].join(', ');
  const state = stateOf(view);
  const { live, over } = words.receipts[state];
  return { state, text: `${view.status === 'ended' ? over : live}: ${known}` };
}

/** The parts of a changed configuration that could no longer change. Empty when all of it did. */
export function toUnchangedWords(
  words: Words['session'],
  {
    unchanged,
    configurationHash,
    receivedHash,
  }: Pick<SessionView, 'unchanged' | 'configurationHash' | 'receivedHash'>,
): string {
  if (receivedHash !== configurationHash) return '';
  return unchangeable.flatMap((name) => (unchanged.includes(name) ? [words.unchanged[name]] : [])).join(' ');
}
