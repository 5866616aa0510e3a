import { adviseByRules } from './advice-rules.ts';
import { classifyByRules } from './classify-rules.ts';
import { judgeByRules } from './judge-rules.ts';
import { readAskedClaim, readAskedDimension, readAskedInterview, readMissingFact } from './report-input.ts';
import { strengthenByRules } from './stronger-rules.ts';
import { supportByRules } from './support-rules.ts';

/**
 * The answer to one of the five requests for a report, by stated rules: it has the shape that the request asks for, and
 * cites only ids that the request names. Null for any other request.
 */
export function reportByRules(name: string, input: string): object | null {
  if (name === 'report_support') {
    const asked = readAskedClaim(input);
    return asked === null ? null : supportByRules(asked.claim, asked.segments);
  }
  const interview = readAskedInterview(input);
  if (interview === null) return null;
  if (name === 'report_classify') return classifyByRules(interview);
  if (name === 'report_advice') return adviseByRules(interview);
  const missing = name === 'report_stronger' ? readMissingFact(input) : null;
  if (missing !== null) return strengthenByRules(interview, missing);
  const dimension = name === 'report_judge' ? readAskedDimension(input) : null;
  return dimension === null ? null : judgeByRules(interview, dimension);
}
