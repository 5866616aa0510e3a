import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { createPlanClient, requestPlan } from '../../services/ai-bridge/src/openai/plan-request.ts';

/** The job used for the trial. */
export const triedJob = jobConfigurationSchema.parse({
  jobTitle: 'Software engineer',
  company: 'Acme',
  jobDescription: '- Experience with distributed systems\n- You will lead a team of five',
  lengthMinutes: 5,
});

/** Asks for an interview plan as the bridge does, and describes the outcome in a line. */
export async function askForPlan(
  model: string,
  side: { apiKey: string; baseUrl: string | null },
): Promise<{ outcome: string; words: string }> {
  const askedAt = Date.now();
  const answer = await requestPlan(createPlanClient(side), {
    model,
    jobConfiguration: triedJob,
    signal: new AbortController().signal,
  });
  const took = `after ${Date.now() - askedAt} ms`;
  if (answer.outcome === 'failed') {
    const outcome = `${answer.reason} ${answer.detail}`.trim();
    return { outcome, words: `TROUBLE no plan ${took}: ${outcome}` };
  }
  const { competencies, mustCover, warmUp } = answer.draft;
  const points = `${competencies.length} competencies, ${mustCover.length} points`;
  return { outcome: 'a plan', words: `plan ${took}: ${points}, "${warmUp}"` };
}
