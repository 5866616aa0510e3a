import { browsers } from './browsers.ts';
import { soundOutput } from './sound-output.ts';

/** What stands around every page. */
export const frame = {
  productName: 'Ringback',
  browsers,
  soundOutput,
  defaultTitle: 'Rehearse a job interview on a real call',
  description: 'Say which job it is for, and be interviewed by an interviewer who has prepared for that job.',
  skip: 'Skip to the content',
  navigation: 'Main',
  practise: 'Practise',
  interviews: 'Your interviews',
  help: 'Help',
  privacy: 'Privacy',
  about: 'About',
  footer: 'About this page',
  language: 'Language',
  loading: 'Loading …',
  sending: 'Sending …',
  tryAgain: 'Try again',
  offline:
    'You are offline. What stands here may be out of date; it goes on by itself when the connection is back.',
  close: 'Close',
  cancel: 'Cancel',
  practiseAnInterview: 'Practise an interview',
  notFound: 'There is no such page',
  notFoundWhy: 'The address may be mistyped, or what was there is gone.',
  pageFailed: 'This page has failed',
  pageFailedWhy: 'Your session is not lost: it lives on the server. Show the page again to return to it.',
  showAgain: 'Show the page again',
};
