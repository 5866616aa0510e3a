import type { JobConfiguration } from '../contract/job-configuration.ts';
import { requirementsOf } from '../posting/requirements.ts';
import { createResumeMatch, type ResumeMatch } from './resume-match.ts';

/** A plan has at most so many points. */
export const mostPoints = 5;

/** Competencies by the kind of interview. A longer interview gets to more of them. */
const competencies: Readonly<Record<JobConfiguration['kind'], readonly string[]>> = {
  recruiter_screen: ['motivation', 'fit with the role', 'communication', 'career so far'],
  hiring_manager: ['delivery', 'judgement', 'collaboration', 'learning'],
  behavioural: ['ownership', 'collaboration', 'dealing with setbacks', 'communication'],
  technical: ['depth of knowledge', 'problem solving', 'trade-offs', 'explaining clearly'],
};

/** What an outline is made of. */
export interface OutlinedJob {
  kind: JobConfiguration['kind'];
  lengthMinutes: number;
  jobDescription: string;
  resume: string;
}

export interface OutlinePoint {
  text: string;
  match: ResumeMatch;
}

/** What an interview is about, before anybody says how it is asked. */
export interface PlanOutline {
  competencies: string[];
  /** First what the résumé gives no evidence of: an interview should get to the gaps. */
  points: OutlinePoint[];
  /** How many requirements and duties the description has, those that are no point included. */
  requirements: number;
}

/** The competencies of an interview of this kind and length, most important first. */
export const competenciesOf = (kind: JobConfiguration['kind'], lengthMinutes: number): string[] =>
  competencies[kind].slice(0, lengthMinutes <= 5 ? 2 : lengthMinutes <= 15 ? 3 : 4);

/** What a plan by rules is about. The same job always has the same outline. */
export function outlinePlan({ kind, lengthMinutes, jobDescription, resume }: OutlinedJob): PlanOutline {
  const matchOf = createResumeMatch(resume);
  const all = requirementsOf(jobDescription).map((text) => ({ text, match: matchOf(text) }));
  const isGap = ({ match }: OutlinePoint) => match === 'missing';
  const points = [...all.filter(isGap), ...all.filter((point) => !isGap(point))].slice(0, mostPoints);
  return { competencies: competenciesOf(kind, lengthMinutes), points, requirements: all.length };
}
