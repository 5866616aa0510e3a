import type { SpokenWords } from './words-of-a-call.ts';

export const english: SpokenWords = {
  gate: 'Hello. This is Ringback. A practice interview was asked for on this phone. You will speak with an artificial intelligence. Press 1 when you are ready, or 2 never to be called again.',
  codeGate:
    'Hello. This is Ringback. A practice interview was asked for on this phone. You will speak with an artificial intelligence. If it was you, enter the six digits that you see on the page. Or press 2 and hash, never to be called again.',
  begin: 'Press 1 to begin.',
  wrongKey: 'That key does nothing here. Press 1 to begin, or 2 never to be called again.',
  wrongGateCode: 'Those are not the digits of the page. Please enter them again.',
  confirmBlock:
    'Press 2 once more, and this number is never called again. To undo that later, dial in from this phone with a code of the page. To begin the interview, press 1.',
  askForCode: 'Welcome to Ringback. Please enter the six digits that you see on the page.',
  askForCodeAgain: 'That code is not known. Please enter the six digits that you see on the page.',
  askForLongCode: 'This is Ringback. Please enter all ten digits that you see on the page.',
  welcome: 'Thank you. You will speak with an artificial intelligence.',
  oneMoment: 'One moment, please.',
  farewells: {
    not_ready: 'Nobody pressed 1, so this call ends here. Goodbye.',
    wrong_keys: 'Neither 1 nor 2 was pressed, so this call ends here. Goodbye.',
    wrong_gate_code: 'The digits were not right, so this call ends here. Goodbye.',
    no_gate_code: 'No digits were entered, so this call ends here. Goodbye.',
    blocked: 'This number will not be called again. Goodbye.',
    unavailable:
      'We are sorry, your interviewer cannot be reached at the moment. Please try again later. Goodbye.',
    too_many_codes:
      'That code is not known, and there were too many wrong codes for another try. Please call again. Goodbye.',
    code_unknown: 'That code is not known, or no longer valid. Please start again on the page. Goodbye.',
    no_session: 'There is no practice interview for this call. Goodbye.',
  },
};
