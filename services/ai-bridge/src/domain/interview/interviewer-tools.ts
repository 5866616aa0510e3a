import { interviewPhases } from '@ringback/shared/contract/lifecycle';

/**
 * What the model may call: it can end the interview, name its phase and tick off a point, nothing else. `parameters`
 * is JSON Schema. Every engine offers exactly these tools.
 */
export const interviewerTools = [
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
] as const;
