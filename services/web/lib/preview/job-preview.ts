import { interviewKinds, lengthsMinutes } from '@ringback/shared/contract/job-configuration';
import { cleanText, knownOr } from '@ringback/shared/contract/text';
import { outlinePlan } from '@ringback/shared/plan/plan-outline';
import type { ResumeMatch } from '@ringback/shared/plan/resume-match';

/** What of the form the preview is made of, as it is typed. */
export interface PreviewedJob {
  kind: string;
  lengthMinutes: string;
  jobDescription: string;
  resume: string;
}

export interface PreviewPoint {
  text: string;
  /** Null: there is no résumé to look into. */
  match: ResumeMatch | null;
}

/** What the interviewer would ask about, by rules. A model may plan otherwise. */
export interface JobPreview {
  competencies: string[];
  points: PreviewPoint[];
  /** How many requirements the posting has, those that are no point included. */
  requirements: number;
}

/** A text that is too long is not cut here: the form says so, and until then the preview tells of its beginning. */
const mostLooked = 20_000;

const looked = (text: string) => cleanText(text.slice(0, mostLooked));

export function toJobPreview(job: PreviewedJob): JobPreview {
  const resume = looked(job.resume);
  const outline = outlinePlan({
    kind: knownOr(interviewKinds, job.kind, 'hiring_manager'),
    lengthMinutes: lengthsMinutes.find((minutes) => String(minutes) === job.lengthMinutes) ?? 15,
    jobDescription: looked(job.jobDescription),
    resume,
  });
  const points = outline.points.map(({ text, match }) => ({
    text,
    match: resume === '' ? null : match,
  }));
  return { ...outline, points };
}
