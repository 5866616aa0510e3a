import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import type { Response, ResponseUsage } from 'openai/resources/responses/responses';
import { z } from 'zod';
import type { HeldConfiguration } from '../domain/interview/held-configuration.ts';
import { buildPlanPrompt } from '../domain/interview/plan-prompt.ts';
import type { PlanAnswer, StepUse } from '../domain/model-port.ts';
import { pause } from './pause.ts';
import { toReasoning } from './reasoning.ts';

/**
 * Strict mode accepts no lengths, and every property is required (OpenAI guide "Structured outputs"). The bounds are
 * stated in words, and `planFromDraft` enforces them.
 */
const planDraftSchema = z.object({
  competencies: z.array(z.string()),
  mustCover: z.array(z.string()),
  warmUp: z.string(),
  curveball: z.string().nullable(),
});

/** Far more than any plan needs. Anything longer is cut off and useless. */
const mostOutputTokens = 2_000;
/** For all attempts together. The phone rings longer than this. */
const planBoundMs = 6_000;
const mostAttempts = 2;
const pauseMs = 300;

/** A client of the REST API for plans. `baseUrl` null: OpenAI's own. */
export function createPlanClient(options: { apiKey: string; baseUrl: string | null }): OpenAI {
  return new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl ?? 'https://api.openai.com/v1',
    // Attempts are counted here, within one time limit. The client's own log would contain request bodies.
    maxRetries: 0,
    logLevel: 'off',
  });
}

/** A plan is text. Cached tokens are a part of its input. */
function toStepUse({ input_tokens, output_tokens, input_tokens_details }: ResponseUsage): StepUse {
  const cached = input_tokens_details?.cached_tokens ?? 0;
  return { by: 'planner', text: { input: input_tokens, cached, output: output_tokens } };
}

function readAnswer(response: Response): PlanAnswer {
  const { usage } = response;
  const used = usage ? { used: toStepUse(usage) } : {};
  const fail = (reason: 'incomplete' | 'refusal' | 'malformed' | 'refused', detail: string) =>
    ({ outcome: 'failed', reason, detail, ...used }) as const;
  if (response.status === 'incomplete') return fail('incomplete', response.incomplete_details?.reason ?? '');
  if (response.status !== 'completed')
    return fail('refused', response.error?.code ?? String(response.status));
  const contents = response.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  if (contents.some(({ type }) => type === 'refusal')) return fail('refusal', '');
  const text = contents.map((content) => (content.type === 'output_text' ? content.text : '')).join('');
  try {
    return { outcome: 'draft', draft: planDraftSchema.parse(JSON.parse(text)), ...used };
  } catch {
    return fail('malformed', '');
  }
}

/** Failures that may be over a moment later. */
const isPassing = (status: number | undefined) =>
  status === undefined || status === 408 || status === 409 || status === 429 || status >= 500;

/** How long the provider asks to be left alone, in ms. */
function retryAfterMs(error: InstanceType<typeof OpenAI.APIError>): number {
  const seconds = Number(error.headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(pauseMs, seconds * 1000) : pauseMs;
}

/**
 * Asks for the plan of an interview. Settles within six seconds, or as soon as `signal` aborts. Retries once where
 * that may help. Never rejects, whatever the other side does.
 */
export async function requestPlan(
  client: OpenAI,
  request: { model: string; jobConfiguration: HeldConfiguration; signal: AbortSignal; boundMs?: number },
): Promise<PlanAnswer> {
  const { model, jobConfiguration, signal, boundMs = planBoundMs } = request;
  const bound = AbortSignal.timeout(boundMs);
  const within = AbortSignal.any([signal, bound]);
  const { instructions, input } = buildPlanPrompt(jobConfiguration);
  const stopped = (): PlanAnswer =>
    signal.aborted
      ? { outcome: 'failed', reason: 'stopped', detail: '' }
      : { outcome: 'failed', reason: 'too_slow', detail: `${boundMs} ms` };
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await client.responses.create(
        {
          model,
          instructions,
          input: [{ role: 'user', content: input }],
          text: { format: zodTextFormat(planDraftSchema, 'interview_plan') },
          ...toReasoning(model),
          max_output_tokens: mostOutputTokens,
          store: false,
        },
        { signal: within },
      );
      return readAnswer(response);
    } catch (error) {
      if (within.aborted) return stopped();
      if (!(error instanceof OpenAI.APIError)) return { outcome: 'failed', reason: 'malformed', detail: '' };
      const status: number | undefined = error.status;
      const reason = status === undefined ? 'unreachable' : 'refused';
      const failed: PlanAnswer = { outcome: 'failed', reason, detail: String(status ?? '') };
      if (attempt >= mostAttempts || !isPassing(status)) return failed;
      if (!(await pause(retryAfterMs(error), within))) return stopped();
    }
  }
}
