import type { ToTelephony } from '@ringback/shared/contract/media-link';
import type { CarryOver } from '../domain/carry-over.ts';
import type { CallerAudio } from './caller-audio.ts';
import type { CandidatePresence } from './candidate-presence.ts';
import type { InterviewerAudio } from './interviewer-audio.ts';

/** Does what a control message of the bridge says, with the audio of one call. */
export function hearBridge(
  message: ToTelephony,
  parts: {
    interviewer: InterviewerAudio;
    caller: CallerAudio;
    presence: CandidatePresence;
    carry: CarryOver;
  },
): void {
  const { interviewer, caller, presence, carry } = parts;
  switch (message.type) {
    case 'ready':
      interviewer.found();
      presence.onReady();
      return;
    case 'item_started':
      interviewer.begin(message.itemId);
      return;
    case 'item_words':
      carry.words(message.itemId, message.text);
      return;
    case 'item_finished':
      interviewer.finish(message.itemId);
      return;
    case 'recorded':
      caller.recorded(message.itemId, message.callerAgoMs);
      return;
    case 'waiting':
      interviewer.due();
      return;
    case 'hold':
      interviewer.hold();
      return;
    case 'unhold':
      interviewer.unhold();
      return;
    case 'clear':
      interviewer.clear();
      return;
  }
}
