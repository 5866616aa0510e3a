import { readdirSync, readFileSync } from 'node:fs';
import type { InterviewMode } from '@ringback/shared/contract/interview-mode';
import {
  type JobConfiguration,
  type JobConfigurationInput,
  jobConfigurationSchema,
} from '@ringback/shared/contract/job-configuration';

/** What a candidate does when the interviewer has finished, or while it speaks. */
export interface CandidateStep {
  says?: string;
  /** The time until they begin, after the interviewer's last word (or its first, when they interrupt). */
  afterMs?: number;
  /** How long it takes. Default 400 ms a word. */
  lastsMs?: number;
  /** Into the interviewer's sentence. */
  interrupts?: boolean;
  /** They say nothing in answer. */
  silent?: boolean;
  key?: string;
  /** The model session is lost this long after the interviewer's last word. */
  modelLostAfterMs?: number;
  hangsUp?: boolean;
}

/** The lowest and highest correct value. */
type Range = readonly [number, number];

/** A conversation as its file describes it (`tests/system/conversations/*.json`). */
export interface ConversationFile {
  about: string;
  jobConfiguration: JobConfigurationInput;
  /** Absent: `exam`. */
  interviewMode?: InterviewMode;
  steps: CandidateStep[];
  /** What the candidate does when the steps are used up. */
  afterwards: CandidateStep;
  expect: {
    endReason: string[];
    /** In conversation time. */
    endsWithinMs: Range;
    /** Parts of the interview, in order, from the first. */
    phases?: string[];
    /** Points of the plan that the interviewer has marked as covered. */
    covers: Range;
    candidateTurns: Range;
    /** Turns of the interviewer that were cut off, by the candidate or a loss. */
    interruptedTurns: Range;
    interviewerSays?: string[];
    neverSays?: string[];
    models?: number;
    /** What the interviewer's turns were in study mode, in order, from the first. */
    studied?: string[];
  };
}

export interface Conversation extends Omit<ConversationFile, 'jobConfiguration'> {
  name: string;
  jobConfiguration: JobConfiguration;
}

const folder = new URL('../../system/conversations/', import.meta.url);

/** Every conversation that has a file. */
export function readConversations(): Conversation[] {
  return readdirSync(folder).map((file) => {
    const told: ConversationFile = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const jobConfiguration = jobConfigurationSchema.parse(told.jobConfiguration);
    return { ...told, name: file.replace('.json', ''), jobConfiguration };
  });
}

export const countWords = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;
