/** Shown in place of an interview that cannot be shown. */
export const noSession = {
  cannotBeRead: 'This interview cannot be read',
  cannotBeReadWhy:
    'What is stored of this interview cannot be read any more, so it cannot be shown. You can erase it. Your other interviews are as they were.',
  seeErased: 'See what would be erased',
  eraseTitle: 'Erase the interview that cannot be read',
  isErased: 'It is erased.',
  notThere: 'There is no such interview here',
  notThereWhy:
    'It was erased, its time is over, or it belongs to another browser. On that browser, “Your interviews” makes a code by which this one shows it too.',
  notAllowed: 'This page may not show the interview',
  notAllowedWhy: 'Load the page again. If that does not help, the browser may be refusing cookies.',
};
