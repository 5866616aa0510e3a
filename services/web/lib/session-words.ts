import {
  type EndReason,
  type InterviewPhase,
  type Phase,
  toInterviewPhase,
} from '@ringback/shared/contract/lifecycle';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { RunTimeConfiguration } from './run-time-configuration.ts';
import type { SoundSituation } from './sound-situation.ts';

/** The icon of a status. The word stands beside it, so that neither colour nor shape carries the meaning alone. */
export type StatusIcon = 'waiting' | 'ringing' | 'connected' | 'offline' | 'ended';

export interface StatusWords {
  word: string;
  detail: string;
  icon: StatusIcon;
}

const endWords: Record<EndReason, string> = {
  hung_up_by_candidate: 'you hung up',
  hung_up_by_interviewer: 'the interviewer hung up',
  completed: 'the interview is complete',
  no_answer: 'nobody answered',
  busy: 'the line was busy',
  declined: 'the call was declined on the phone',
  number_blocked:
    '2 was pressed on the phone, so this number is not called any more. To undo that, choose “Dial in” and call from that phone with the code of this page',
  machine: 'a machine answered',
  not_ready: 'nobody pressed 1, or entered the digits of this page',
  time_limit: 'the time was up',
  reset: 'the session was reset',
  superseded: 'you started again',
  media_lost: 'the sound connection was lost',
  interviewer_unavailable: 'the interviewer could not be reached',
  carrier_failed: 'the phone company could not place the call',
  limit_reached: 'a limit was reached',
  operator: 'the operator ended it',
  shut_down: 'the service was shut down',
  unknown_dial: 'it is not known whether the phone rang',
  expired: 'the call did not start in time',
};

/** The local interviewer runs on this computer and is unreachable when the computer is too busy. */
const localEndWords: Partial<Record<EndReason, string>> = {
  interviewer_unavailable: 'the local interviewer could not keep up; this computer may be too busy for it',
};

/** Why a call ended, as the rest of "Ended: …". A reason that is newer than this page is described in general words. */
export function toEndWords(reason: string | null, model: InterviewerModel): string {
  if (reason === null) return '';
  const words = new Map(Object.entries({ ...endWords, ...(model === 'local' ? localEndWords : {}) }));
  return words.get(reason) ?? 'the call is over';
}

/** For the owner of a session whose stored state is damaged. */
export const unreadableWords =
  'What is stored of this interview cannot be read any more, so it cannot be shown. You can erase it. Your other interviews are as they were.';

/** A session in a list: the job and the company. */
export function toSessionTitle({ jobTitle, company }: { jobTitle: string; company: string }): string {
  return company === '' ? jobTitle : `${jobTitle} at ${company}`;
}

const phoneWords: Record<Exclude<Phase, 'ended' | 'closed'>, StatusWords> = {
  configured: { word: 'Calling', detail: 'Your call is being prepared.', icon: 'waiting' },
  dialling: { word: 'Dialling', detail: 'The phone will ring in a moment.', icon: 'waiting' },
  ringing: { word: 'Ringing', detail: 'Pick up your phone.', icon: 'ringing' },
  answered: { word: 'Answered', detail: 'Press 1 on your phone when you are ready.', icon: 'ringing' },
  connecting: { word: 'Connected', detail: 'Your interviewer is getting ready.', icon: 'connected' },
  active: { word: 'Connected', detail: '', icon: 'connected' },
  ending: { word: 'Connected', detail: 'Your interviewer says goodbye.', icon: 'connected' },
};

type InterviewerModel = RunTimeConfiguration['modes']['model'];

/** The true status of the call, from the log alone. */
export function toStatusWords(
  view: Pick<SessionView, 'phase' | 'via' | 'endReason'>,
  model: InterviewerModel,
): StatusWords {
  const { phase, via } = view;
  if (phase === 'ended' || phase === 'closed') {
    return { word: 'Ended', detail: toEndWords(view.endReason, model), icon: 'ended' };
  }
  if (phase === 'configured' && via === 'browser') {
    return { word: 'Calling', detail: 'Your microphone is being connected.', icon: 'waiting' };
  }
  if (phase === 'configured' && via === 'dial_in') {
    return { word: 'Waiting', detail: 'Call from your phone, and enter the code.', icon: 'waiting' };
  }
  return phoneWords[phase];
}

/** What the page knows better than the log it holds: that nothing of the call can be heard here. */
export function toCutWords(situation: SoundSituation, phase: Phase | undefined): StatusWords | null {
  switch (situation.type) {
    case 'cut_off':
      return { word: situation.isOffline ? 'Offline' : 'Cut off', detail: '', icon: 'offline' };
    case 'lost':
      return { word: 'Offline', detail: 'The call was lost.', icon: 'offline' };
    case 'no_sound':
      return phase === 'configured'
        ? { word: 'Waiting', detail: 'The call begins when you continue.', icon: 'waiting' }
        : { word: 'Cut off', detail: '', icon: 'offline' };
    default:
      return null;
  }
}

const interviewPhaseWords: Record<InterviewPhase, string> = {
  warm_up: 'Warm-up',
  questions: 'Questions',
  candidate_questions: 'Your questions',
  closing: 'Closing',
};

export function toInterviewPhaseWords(phase: string | null): string {
  const known = toInterviewPhase(phase);
  return known === null ? '' : interviewPhaseWords[known];
}
