import { type Phase, toInterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { RunTimeConfiguration } from './run-time-configuration.ts';
import type { SoundSituation } from './sound-situation.ts';
import type { Words } from './words/words.ts';

/** What stands beside a status word, so that neither colour nor shape carries the meaning alone. */
export type StatusIcon = 'waiting' | 'ringing' | 'connected' | 'offline' | 'ended';

export interface StatusWords {
  word: string;
  detail: string;
  icon: StatusIcon;
}

type CallWords = Words['session'];
type InterviewerModel = RunTimeConfiguration['modes']['model'];

function lookUp(table: Readonly<Partial<Record<string, string>>>, word: string): string | null {
  return Object.hasOwn(table, word) ? (table[word] ?? null) : null;
}

/** Why a call ended, as the rest of "Ended: …". A reason that is newer than this page is described in general words. */
export function toEndWords(words: CallWords, reason: string | null, model: InterviewerModel): string {
  if (reason === null) return '';
  // That one runs on this computer, and is unreachable when the computer is too busy.
  if (model === 'local' && reason === 'interviewer_unavailable') return words.localUnavailable;
  return lookUp(words.ends, reason) ?? words.endUnknown;
}

/** What to do after that end. Empty where there is nothing to put right. */
export function toEndAdvice(words: CallWords, reason: string | null): string {
  return reason === null ? '' : (lookUp(words.advice, reason) ?? '');
}

/** A session in a list: the job and the company. */
export function toSessionTitle(
  words: CallWords,
  { jobTitle, company }: { jobTitle: string; company: string },
): string {
  return company === '' ? jobTitle : words.titleAt(jobTitle, company);
}

const icons: Record<Exclude<Phase, 'ended' | 'closed'>, StatusIcon> = {
  configured: 'waiting',
  dialling: 'waiting',
  ringing: 'ringing',
  answered: 'ringing',
  connecting: 'connected',
  active: 'connected',
  ending: 'connected',
};

/** The true status of the call, from the log alone. */
export function toStatusWords(
  words: CallWords,
  view: Pick<SessionView, 'phase' | 'via' | 'endReason'>,
  model: InterviewerModel,
): StatusWords {
  const { phase, via } = view;
  if (phase === 'ended' || phase === 'closed') {
    return { word: words.ended, detail: toEndWords(words, view.endReason, model), icon: 'ended' };
  }
  const icon = icons[phase];
  if (phase === 'configured' && via === 'browser') return { ...words.waitingForMicrophone, icon };
  if (phase === 'configured' && via === 'dial_in') return { ...words.waitingForDialIn, icon };
  return { ...words.phases[phase], icon };
}

/** What the page knows better than the log it holds: that nothing of the call can be heard here. */
export function toCutWords(
  words: CallWords,
  situation: SoundSituation,
  phase: Phase | undefined,
): StatusWords | null {
  switch (situation.type) {
    case 'cut_off':
      return { word: situation.isOffline ? words.offline : words.cutOff, detail: '', icon: 'offline' };
    case 'lost':
      return { word: words.offline, detail: words.lost, icon: 'offline' };
    case 'no_sound':
      return phase === 'configured'
        ? { ...words.waitingForSound, icon: 'waiting' }
        : { word: words.cutOff, detail: '', icon: 'offline' };
    default:
      return null;
  }
}

/** The phase of an interview. Empty for one that only another version knows. */
export function toInterviewPhaseWords(words: CallWords, phase: string | null): string {
  const known = toInterviewPhase(phase);
  return known === null ? '' : words.interviewPhases[known];
}
