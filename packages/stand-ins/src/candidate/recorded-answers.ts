import type { Voice } from '../voice/types.ts';

/** What the simulated callee of a local phone call says, turn by turn, in a voice other than the interviewer's. */
const answers = [
  'Thank you. I have worked in this field for six years, most recently in a team of eight people.',
  'In my last position I reduced the response time of our service from four seconds to one second. My own part was the measurements and the new cache.',
  'I disagreed with a colleague about a deadline. I showed the figures, we agreed on a smaller first version, and it was delivered two weeks early.',
  'I would first talk to the customers, then write down what matters most, and test the riskiest part in the first week.',
  'Yes. How does the team decide what to build next?',
  'Thank you very much. Goodbye.',
] as const;

/** Synthesises the answers, in order. */
export async function speakRecordedAnswers(voice: Voice): Promise<Uint8Array[]> {
  const clips: Uint8Array[] = [];
  for (const answer of answers) clips.push(await voice.speak(answer, { voice: 'awb' }));
  return clips;
}
