import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { Logger } from '@ringback/shared/runtime/logger';
import type OpenAI from 'openai';
import type { BridgeMetrics } from './bridge-metrics.ts';
import { planFromDraft } from './domain/plan-draft.ts';
import { requestPlan } from './openai/plan-request.ts';
import type { ModelUsage } from './openai/server-events.ts';

/** A candidate who changes the configuration again and again goes on with plans by rules. */
const mostPlans = 3;

/** Has the plans of one call made by a model; without one, or when it fails, the plan by rules stands. */
export interface InterviewPlanner {
  /** A later request takes the place of an earlier one. */
  make(jobConfiguration: JobConfiguration, configurationHash: string): void;
  close(): void;
}

/** Where plans are made; null: by rules alone. */
export interface PlanModel {
  client: OpenAI;
  model: string;
}

export function createInterviewPlanner(options: {
  planModel: PlanModel | null;
  logger: Logger;
  metrics: BridgeMetrics;
  onUsed: (model: string, usage: ModelUsage) => void;
  onMade: (made: { configurationHash: string; plan: InterviewPlan }) => void;
}): InterviewPlanner {
  const { planModel, logger, metrics, onUsed, onMade } = options;
  let running: AbortController | null = null;
  let asked = 0;

  function keepRules(reason: string, detail = ''): void {
    metrics.plans.inc({ made_by: 'rules', reason });
    if (reason !== 'no_model') logger.warn({ reason, detail }, 'the plan by rules stands');
  }

  async function ask(
    { client, model }: PlanModel,
    jobConfiguration: JobConfiguration,
    configurationHash: string,
    { signal }: AbortController,
  ): Promise<void> {
    const answer = await requestPlan(client, { model, jobConfiguration, signal });
    if (answer.usage) {
      const { input_tokens, output_tokens, input_tokens_details } = answer.usage;
      onUsed(model, {
        input_token_details: {
          text_tokens: input_tokens,
          cached_tokens_details: { text_tokens: input_tokens_details?.cached_tokens ?? 0 },
        },
        output_token_details: { text_tokens: output_tokens },
      });
    }
    if (signal.aborted) return;
    if (answer.outcome === 'failed') return keepRules(answer.reason, answer.detail);
    const plan = planFromDraft(answer.draft, jobConfiguration);
    if (plan === null) return keepRules('unusable');
    metrics.plans.inc({ made_by: 'model', reason: '' });
    logger.info({ points: plan.mustCover.length }, 'the plan was made by a model');
    onMade({ configurationHash, plan });
  }

  return {
    make(jobConfiguration, configurationHash) {
      running?.abort();
      running = null;
      if (planModel === null) return keepRules('no_model');
      if (asked >= mostPlans) return keepRules('too_many');
      asked += 1;
      running = new AbortController();
      ask(planModel, jobConfiguration, configurationHash, running).catch((error) => {
        logger.error({ err: error }, 'the plan could not be made');
        keepRules('failed');
      });
    },
    close() {
      running?.abort();
      running = null;
    },
  };
}
