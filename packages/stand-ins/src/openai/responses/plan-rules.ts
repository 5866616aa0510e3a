import { requirementsOf } from '@ringback/shared/posting/requirements';
import { type JobConfiguration, parseJobConfiguration } from '../interviewer/job-configuration.ts';
import { parsePractised, wasAsked, weakOf } from '../interviewer/practised.ts';
import { jobName, wordsOf } from '../interviewer/safe-words.ts';

/** The stand-in's interview plan, made by these rules alone: it has no language model. */

const MAX_POINTS = 5;
const COMPETENCIES: Record<JobConfiguration['kind'], readonly string[]> = {
  behavioural: ['taking ownership', 'working with others', 'learning from setbacks'],
  technical: ['technical depth', 'finding causes', 'weighing trade-offs'],
  recruiter_screen: ['motivation', 'match with the essentials', 'clear communication'],
  hiring_manager: ['delivering results', 'judgement', 'working with others'],
};
const CURVEBALLS: readonly (string | null)[] = [
  null,
  'If you had to drop one duty of this job, which would it be, and why?',
  'What would make you turn this job down?',
];

/** Requirements of the description. Those that the résumé does not mention come first. */
function pointsOf({ jobDescription, resume }: JobConfiguration): string[] {
  const told = new Set(wordsOf(resume.toLowerCase()));
  const isTold = (phrase: string) =>
    wordsOf(phrase.toLowerCase()).some((word) => word.length >= 4 && told.has(word));
  const phrases = requirementsOf(jobDescription);
  const gaps = phrases.filter((phrase) => !isTold(phrase));
  return [...gaps, ...phrases.filter(isTold)].slice(0, MAX_POINTS);
}

/** The plan for the job in the request's data block. Null when there is none. */
export function planFor(input: string): object | null {
  const job = parseJobConfiguration(input);
  if (job === null) return null;
  const practised = parsePractised(input);
  const name = jobName(job);
  const warmUps = [
    `Which part of your work so far brings you to ${name}?`,
    `What would you like to learn in ${name}?`,
  ];
  return {
    competencies: weakOf(practised) ?? COMPETENCIES[job.kind],
    mustCover: pointsOf(job),
    warmUp: warmUps.find((question) => !wasAsked(question, practised)) ?? warmUps[0],
    curveball: CURVEBALLS[job.difficulty - 1] ?? null,
  };
}
