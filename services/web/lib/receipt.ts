import { type Unchangeable, unchangeable } from '@ringback/shared/contract/events';
import type { SessionView } from '@ringback/shared/contract/session-view';

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

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The visible proof that the job configuration reached the model. */
export function toReceipt(
  view: Pick<
    SessionView,
    'jobConfiguration' | 'configurationHash' | 'receivedHash' | 'status' | 'lengthMinutes'
  > &
    Partial<Pick<SessionView, 'practice'>>,
): Receipt {
  const { jobTitle, company, jobDescription } = view.jobConfiguration;
  const isOneQuestion = view.practice?.kind === 'one_question';
  const requirements = isOneQuestion ? 0 : countRequirements(jobDescription);
  const known = [
    company === '' ? jobTitle : `${jobTitle} at ${company}`,
    ...(requirements === 0 ? [] : [plural(requirements, 'requirement')]),
    ...(isOneQuestion ? ['one question'] : []),
    plural(view.lengthMinutes, 'minute'),
  ].join(', ');
  const isOver = view.status === 'ended';
  if (view.receivedHash === view.configurationHash) {
    return { state: 'received', text: `Your interviewer ${isOver ? 'knew' : 'knows'}: ${known}` };
  }
  if (view.receivedHash !== null) {
    const told = isOver ? 'was not told any more' : 'is being told';
    return { state: 'changing', text: `Your interviewer ${told}: ${known}` };
  }
  return { state: 'waiting', text: `Your interviewer ${isOver ? 'never read' : 'is reading'}: ${known}` };
}

const kept: Record<Unchangeable, string> = {
  voice: 'The voice stays as it is in this call.',
  lengthMinutes: 'The length stays as it was agreed at the start.',
};

/** The parts of a changed configuration that could no longer change. Empty when all of it did. */
export function toUnchangedWords({
  unchanged,
  configurationHash,
  receivedHash,
}: Pick<SessionView, 'unchanged' | 'configurationHash' | 'receivedHash'>): string {
  return receivedHash === configurationHash
    ? unchangeable.flatMap((name) => (unchanged.includes(name) ? [kept[name]] : [])).join(' ')
    : '';
}
