import type { EndReason, InterviewPhase, Phase } from '@ringback/shared/contract/lifecycle';
import { createFormat } from '../format.ts';

const format = createFormat('en');

/** Why a call ended, as the rest of "Ended: …". */
const ends: Record<EndReason, string> = {
  hung_up_by_candidate: 'you hung up',
  hung_up_by_interviewer: 'the interviewer hung up',
  completed: 'the interview is complete',
  stopped_by_candidate: 'you asked to stop',
  no_answer: 'you did not answer',
  busy: 'the line was busy',
  declined: 'the call was declined on the phone',
  number_blocked: '2 was pressed on the phone, so this number is not called any more',
  machine: 'a machine answered',
  not_ready: 'you did not press 1, or enter the digits of this page',
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

/** What to do after a call that did not become an interview, or broke off. */
const advice: Partial<Record<EndReason, string>> = {
  stopped_by_candidate: 'What was said until then is kept. “Practice again” starts from the beginning.',
  no_answer: 'Is the number right, and can the phone be heard? “Practice again” calls once more.',
  busy: 'Hang up any other call, then choose “Practice again”.',
  declined: 'No interview has begun. “Practice again” calls once more.',
  number_blocked:
    'To undo that, choose “Dial in” and call from that phone with the code of this page: it shows that the phone is yours.',
  machine: 'Voicemail is never interviewed. Choose “Practice again” when you can pick up.',
  not_ready: 'After you pick up, press 1. “Practice again” calls once more.',
  media_lost: 'What was said until then is kept. Check your connection, then practise again.',
  interviewer_unavailable: 'You did nothing wrong. Try again in a minute.',
  carrier_failed: 'Check the number, or talk in this browser.',
  limit_reached: 'What was said until then is kept. Try again later.',
  operator: 'What was said until then is kept.',
  shut_down: 'What was said until then is kept. Try again in a minute.',
  unknown_dial: 'If your phone rings in the next minute, let it ring. Then practise again.',
  expired: 'Nothing has begun. Choose “Practice again” when you are ready.',
};

export interface StatusTexts {
  word: string;
  detail: string;
}

const phases: Record<Exclude<Phase, 'ended' | 'closed'>, StatusTexts> = {
  configured: { word: 'Calling', detail: 'Your call is being prepared. Keep your phone near you.' },
  dialling: { word: 'Dialling', detail: 'Your phone will ring in a moment.' },
  ringing: { word: 'Ringing', detail: 'Pick up your phone.' },
  answered: { word: 'Answered', detail: 'Press 1 on your phone when you are ready.' },
  connecting: { word: 'Connected', detail: 'Your interviewer is getting ready, and speaks first.' },
  active: { word: 'Connected', detail: '' },
  ending: { word: 'Connected', detail: 'Your interviewer says goodbye.' },
};

const interviewPhases: Record<InterviewPhase, string> = {
  warm_up: 'Warm-up',
  questions: 'Questions',
  candidate_questions: 'Your questions',
  closing: 'Closing',
};

const minutes = { one: '# minute', other: '# minutes' };
const requirements = { one: '# requirement', other: '# requirements' };

/** What is said of a call: its status, its sound, what the interviewer knows, and who said what. */
export const session = {
  phases,
  ends,
  advice,
  endUnknown: 'the call is over',
  ended: 'Ended',
  /** The local interviewer runs on this computer. */
  localUnavailable: 'the local interviewer could not keep up; this computer may be too busy for it',
  loading: { word: 'Loading', detail: 'Looking for this session.' },
  waitingForMicrophone: { word: 'Calling', detail: 'Your microphone is being connected.' },
  waitingForDialIn: { word: 'Waiting', detail: 'Call from your phone, and enter the code.' },
  waitingForSound: { word: 'Waiting', detail: 'The call begins when you continue.' },
  offline: 'Offline',
  cutOff: 'Cut off',
  lost: 'The call was lost.',
  aboutToEnd: 'The call is about to end.',
  lostIn: (seconds: number) => `The call is lost in ${seconds} s.`,
  waitsForYou: 'The call waits for you.',
  endsUnlessContinued: (seconds: number) => `The call ends in ${seconds} s unless you continue.`,
  interviewPhases,
  titleAt: (jobTitle: string, company: string) => `${jobTitle} at ${company}`,
  minutes: (count: number) => format.plural(count, minutes),
  requirements: (count: number) => format.plural(count, requirements),
  oneQuestion: 'one question',
  receipts: {
    received: { live: 'Your interviewer knows', over: 'Your interviewer knew' },
    changing: { live: 'Your interviewer is being told', over: 'Your interviewer was not told any more' },
    waiting: { live: 'Your interviewer is reading', over: 'Your interviewer never read' },
  },
  unchanged: {
    voice: 'The voice stays as it is in this call.',
    lengthMinutes: 'The length stays as it was agreed at the start.',
  },
  speakers: { interviewer: 'Interviewer', you: 'You', candidate: 'Candidate' },
  notUnderstood: '(not understood)',
  interrupted: 'Interrupted here',
  someWordsMissing: {
    candidate:
      'Some of what you said could not be written down. It stands as “(not understood)”, and the interview goes on.',
    coach:
      'Some of what the candidate said could not be written down. It stands as “(not understood)”, and the interview goes on.',
  },
  allWordsMissing: {
    candidate:
      'Nothing that you said could be written down so far: transcription seems to be out of order here. The interview goes on without it.',
    coach:
      'Nothing that the candidate said could be written down so far: transcription seems to be out of order here. The interview goes on without it.',
  },
  transcript: 'Transcript',
  log: 'What was said',
  emptyLive: {
    candidate: 'What both of you say will appear here.',
    coach: 'What both of them say will appear here.',
  },
  emptyEnded: 'Nothing was said in this call.',
  erasedOn: (date: string) =>
    `What was said was erased on ${date}: the time for which it is kept here has passed.`,
  latest: 'Jump to latest',
  newAndLatest: (count: number) => `${format.number(count)} new, jump to latest`,
  announceWords: 'Announce words',
  reconnecting: 'Reconnecting.',
  mayBeBehind: 'The words below may be behind.',
  attempt: (attempt: number) => `Attempt ${attempt}`,
  nextIn: (seconds: number) => `, next in ${seconds} s`,
  retryNow: 'Retry now',
};
