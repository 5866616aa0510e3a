/** Opening the interviews on another device, and leaving one. */
export const devices = {
  title: 'Your devices',
  lead: 'There is no account and no list of devices. This browser knows which interviews are yours, and another one learns it by a code.',
  joined: 'These are the interviews of your other device now.',
  jobGoesOn: (jobTitle: string) => `The one for ${jobTitle} is going on.`,
  followIt: 'Follow it',

  make: 'See them on another device',
  makeCode: 'Open on my other device',
  makeNewCode: 'Make a new code',
  openThere: 'On your other device open',
  chooseAndType: ', choose “I have a code” and type:',
  worksOnce: 'Works once, for another',
  keepToYourself:
    'Do not tell it to another person: a browser in which it is entered shows all your interviews.',
  copy: 'Copy',
  copied: 'Copied',
  cancelCode: 'Cancel this code',
  used: 'The code was used, or cancelled in another tab. If only you knew it, your other device shows your interviews now. If it was not you, another person can see them, and those that you practise next: erase them, then choose “Forget me on this device”. What you practise afterwards is yours alone.',
  replaced: 'This code does not work any more, because a newer one was made.',
  expired: 'The ten minutes are over. Make a new code if you still need one.',

  haveCode: 'I have a code',
  code: 'The code that your other device shows',
  codeHint: 'You see first what it opens. Nothing changes yet.',
  codeShape: 'A code has eight letters and digits, such as K7MP-2QXT. Look at your other device again.',
  look: 'See what it opens',
  isItYours: 'Did you make this code yourself?',
  cannotBeUsed: 'This code cannot be used here now',
  shownAlready: 'This browser shows these interviews already. The code was not used.',
  goesOnHere: 'An interview of this browser is still going on. Hang up first, then enter the code again.',
  opensNothing: 'It opens a history without any interview.',
  opens: (interviews: string) => `It opens a history with ${interviews}.`,
  newest: (jobTitle: string, when: string) => `The newest is “${jobTitle}”, of ${when}.`,
  madeAt: (time: string) => `The code was made at ${time}.`,
  shares:
    'From then on this browser and that device share one history: each sees, and can erase, what you practise on the other.',
  ifSomebodyElse: 'If another person gave you the code, do not go on',
  theyWouldRead: ': they would read your interviews.',
  interviews: { one: '# interview', other: '# interviews' },
  own: (interviews: string, count: number) =>
    count === 1
      ? `This browser has ${interviews} of its own. If you go on, it is no longer shown here, and nothing brings it back, unless another device has it too.`
      : `This browser has ${interviews} of its own. If you go on, they are no longer shown here, and nothing brings them back, unless another device has them too.`,
  saveBefore: 'Before that you can save or erase on this page what matters to you.',
  needNotBeShown: 'They need not be shown here any more',
  no: 'No, leave everything as it is',
  yes: 'Yes, it is mine: open them here',
  back: 'Back',

  shared:
    'Shared computer? Your form and the list of your interviews stay in this browser, your résumé until you close the tab, at most for today.',
  forgetMe: 'Forget me on this device',
  forgetMeQuestion: 'Forget me on this device?',
  forgetNow: 'Forget me here',
  nothingLeft: 'Nothing of you is left in this browser.',
  notReached: 'The form is empty, but the server was not reached: try again, or delete this site’s cookies.',
  cannotSay:
    'The server cannot say what you would leave. If you have interviews, they are not shown in this browser any more. If one is going on here, hang up first. You can also cancel, and try again in a minute.',
  leftBehind: (count: number) =>
    count === 1
      ? 'Your interview is not shown in this browser any more. It stays for your other devices.'
      : `Your ${count} interviews are not shown in this browser any more. They stay for your other devices.`,
  formIsEmptied: 'Your form is emptied.',
  goesOnElsewhere: (jobTitle: string) =>
    `Your interview for ${jobTitle} goes on, on your phone or your other device. This browser can no longer show it or hang up.`,
  goesOnInThisBrowser: (jobTitle: string) =>
    `Your interview for ${jobTitle} is going on in this browser. Hang up first, then you can be forgotten.`,
  returnToIt: 'Return to it',
  nothingBringsBack: 'If no other device of yours shows your interviews, nothing brings them back.',
  theyStayStored:
    'They would stay stored until they expire, and you could neither read nor erase them. There is no list of your devices here that could tell.',
  openElsewhereFirst: 'Open them on another device first',
  orErase: ', or erase them.',
};
