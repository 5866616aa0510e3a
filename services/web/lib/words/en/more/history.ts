import type { KeptPart } from '@ringback/shared/contract/kept-parts';

const parts: Readonly<Record<KeptPart, string>> = {
  report: 'the report',
  job_texts: 'job description, résumé and plan',
  transcript: 'what was said',
};

const reportStates: Readonly<Record<string, string>> = {
  queued: 'waits to be made',
  working: 'is being made',
  ready: 'ready',
  insufficient: 'not enough to judge',
  failed: 'failed',
};

/** The list of a person's interviews, what is seen of several together, and for how long they are kept. */
export const history = {
  title: 'Your interviews',
  looking: 'Looking for your interviews.',
  none: 'You have not been interviewed yet.',
  noneYet: 'What you practise stands here afterwards: what was said, how it ended, and its report.',
  times: (times: string) => `You have been interviewed ${times}.`,
  timesOf: (times: string, held: number, of: number) =>
    `You have been interviewed ${times}: interview ${held} of ${of}.`,
  time: { one: 'once', other: '# times' },
  inStudyMode: (times: string) => `In study mode: ${times}.`,
  dose: 'In a study of 558 young people the chance of a job rose with the number of practice interviews; nine were the most efficient. It is no promise.',
  study: 'The study',
  all: 'All of them, the newest first',
  table: 'Your interviews, table',
  columns: {
    job: 'Job',
    when: 'When',
    length: 'Length',
    end: 'How it ended',
    report: 'Report',
    side: 'Side by side',
  },
  compare: 'Compare',
  compareWhich: (when: string) => `, the interview of ${when}`,
  answeredAgain: 'Answered again',
  bothAnswers: 'Both answers',
  putSideBySide: 'Put two side by side',
  lookForTrend: 'Look for a trend',
  readingReports: 'Reading the reports …',
  goingOn: 'going on',
  underAMinute: 'under a minute',
  reportStates,
  reportErased: 'erased, its time was over',
  noReportYet: 'none yet',
  unreadable: 'An interview that cannot be read',
  practiseNext: 'What next',

  sideBySide: 'Side by side',
  sideTable: 'Side by side, table',
  laterIs: 'The later one is',
  notCompared: (why: string) => `Their levels are not compared. ${why}`,
  noiseHint:
    'A level differs only where it lies further away than the samples lie apart, a figure only from a tenth on.',
  differences: { none: 'no difference', more: 'higher', less: 'lower', unknown: 'not compared' },
  whyNot: {
    no_levels: 'One of them has no levels.',
    kinds: 'They are different kinds of interview.',
    modes: 'One was an exam, the other was held in study mode.',
    rubrics: 'They were judged by different rubrics.',
    seniorities: 'They were judged for different seniorities.',
    judges: 'They were judged by different judges.',
  },
  oneOfThem: 'One of them:',

  trend: 'Trend',
  trendNeeds: (needed: number, comparable: number) =>
    `A trend needs ${needed} interviews of the same kind with an overall level, judged by the same rubric and the same judge. So far ${comparable === 0 ? 'none is' : comparable === 1 ? 'one is' : `${comparable} are`} comparable.`,
  trendCaption: 'Overall level, oldest first',
  when: 'When',
  level: 'Level',

  takes: 'Both answers, side by side',
  takesTable: 'Both answers, table',
  firstAnswer: 'First answer',
  thisAnswer: 'This answer',
  thisOneIs: 'This one is',
  readingFirst: 'The report of the first answer is being read …',
  takesApart:
    'The two answers cannot be put side by side, because one of the two reports does not have this question.',
  firstHasNone: 'The first answer has no report any more.',
  firstIsGone: 'The first interview is not kept any more.',
  levelsNotCompared: 'Levels are not compared: one of the two has none, or they were judged differently.',
  levelsOfAll: 'Levels are of all that was judged in each of the two calls, not of this question alone.',
  firstReport: 'The report of the first answer',

  ownData: 'Your data',
  ownDataWhat:
    'Everything that is kept of you here, in one file: each interview with its job texts, its plan, every word, your corrections, its reports, times and cost. Keep the file where only you can open it.',
  download: 'Download everything',
  gathering: 'Gathering …',
  downloaded: (fileName: string) => `Downloaded as ${fileName}.`,
  notDownloaded: (why: string) => `Nothing was downloaded. ${why}`,

  parts,
  days: { one: 'one day', other: '# days' },
  wholeKept: (days: string) => `Each interview is kept for ${days}, and then erased.`,
  partKept: (part: string, days: string) => `${part} after ${days}`,
  partsKept: (list: string) => `Some of it goes before: ${list}.`,
  partErased: (part: string, date: string) => `${part}: erased on ${date}, its time was over.`,
  partKeptUntil: (part: string, date: string) => `${part}: kept until ${date}.`,
  keptUntil: (date: string) => `This interview is kept until ${date}, and then erased.`,
  howLong: 'How long this is kept',
};
