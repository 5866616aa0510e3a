/** What stands above the button that starts an interview, and what is said when it does not start. */
export const start = {
  label: 'Start',
  /** What is agreed to. With a change of these words comes a new `consentVersion` (`contract/consent.ts`). */
  consent: 'You will talk to a machine. What both of you say is written down for you; no sound is recorded.',
  kept: (until: string) => `It is kept until ${until}, then erased. You can erase it at any time.`,
  keptForAWhile: 'It is kept for a limited time, then erased. You can erase it at any time.',
  free: (minutes: string) => `${minutes}, free.`,
  price: (minutes: string, amount: string, perMinute: string) =>
    `${minutes}, about ${amount} (${perMinute} a minute), charged to the operator.`,
  notAllowed: 'This call is not possible from here.',
  priceUnknown: 'The price cannot be shown at the moment.',
  browser: 'Start the interview',
  phone: 'Call me now',
  dialIn: 'Get my code',
  verify: 'Call it and ask for the code',
  starting: 'Starting …',
  tryingAgain: 'Trying again …',
  notAnswered: 'The server has not answered. Trying again …',
};
