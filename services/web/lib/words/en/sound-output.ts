/** Where nothing can be played. */
export const soundOutput = {
  none: 'No loudspeaker or headphones can be used, so you do not hear your interviewer here.',
  goesOn: 'Your interviewer hears you, and every word appears below. Plug something in and try again.',
  tryAgain: 'Try the sound again',
};
