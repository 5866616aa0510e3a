import { reportByRules } from '@ringback/stand-ins/openai/responses/report/report-rules';
import { strictSchemaFault } from '@ringback/stand-ins/openai/responses/strict-schema';
import type { AskModel } from './judged-answer.ts';

/** Asks the stand-in's rules judge, which refuses the schemas that OpenAI would refuse. */
export const askRules: AskModel = async ({ name, input }, schema) => {
  const fault = strictSchemaFault(schema);
  if (fault !== null) throw new Error(fault);
  return reportByRules(name, input);
};
