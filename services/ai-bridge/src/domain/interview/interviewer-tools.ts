import { isStudy, studySteps } from '@ringback/shared/contract/interview-mode';
import { interviewPhases } from '@ringback/shared/contract/lifecycle';
import type { HeldConfiguration } from './held-configuration.ts';

/** A function that the model may call. `parameters` is JSON Schema. */
export interface InterviewerTool {
  name: string;
  description: string;
  parameters: object;
}

const ofEachMode: readonly InterviewerTool[] = [
  {
    name: 'change_phase',
    description: 'Say which part of the interview begins now.',
    parameters: {
      type: 'object',
      properties: { phase: { type: 'string', enum: [...interviewPhases] } },
      required: ['phase'],
      additionalProperties: false,
    },
  },
  {
    name: 'mark_covered',
    description: 'Say that the candidate has answered about a point of the interview plan.',
    parameters: {
      type: 'object',
      properties: { point: { type: 'string', description: 'The id of the point, such as p1.' } },
      required: ['point'],
      additionalProperties: false,
    },
  },
  {
    name: 'end_interview',
    description: 'End the interview, in the same response as your goodbye.',
    parameters: {
      type: 'object',
      properties: {
        reason: {
          type: 'string',
          enum: ['completed', 'candidate_asked'],
          description:
            'candidate_asked: only when the candidate has said unmistakably that they want to end this call, or has said yes when you asked.',
        },
      },
      required: ['reason'],
      additionalProperties: false,
    },
  },
];

const ofStudy: InterviewerTool = {
  name: 'mark_study',
  description: 'Say what your words in this very response are.',
  parameters: {
    type: 'object',
    properties: {
      step: {
        type: 'string',
        enum: [...studySteps],
        description:
          'hint: a hint. feedback: your sentence about the last answer. try_again: the candidate answers the same question again.',
      },
    },
    required: ['step'],
    additionalProperties: false,
  },
};

/**
 * What the model may call: it can end the interview, name its phase and tick off a point, and in study mode say what
 * its words are. Nothing else. Every engine offers exactly these tools.
 */
export const toolsFor = (job: HeldConfiguration): readonly InterviewerTool[] =>
  isStudy(job) ? [...ofEachMode, ofStudy] : ofEachMode;
