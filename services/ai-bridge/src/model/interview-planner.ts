import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { BridgeMetrics } from '../bridge-metrics.ts';
import type { HeldConfiguration } from '../domain/interview/held-configuration.ts';
import { planFromDraft } from '../domain/interview/plan-draft.ts';
import type { AskForPlan, StepUse } from '../domain/model-port.ts';

/** Beyond this many changes of the configuration, plans are made by rules. */
const mostPlans = 3;

/** Has a model make the plans of one call. Without a model, or when it fails, the plan by rules stands. */
export interface InterviewPlanner {
  /** A later request replaces an earlier one. */
  make(jobConfiguration: HeldConfiguration, configurationHash: string): void;
  close(): void;
}

export function createInterviewPlanner(options: {
  /** Null: by rules only. */
  askForPlan: AskForPlan | null;
  logger: Logger;
  metrics: BridgeMetrics;
  onUsed: (step: StepUse) => void;
  onMade: (made: { configurationHash: string; plan: InterviewPlan }) => void;
}): InterviewPlanner {
  const { askForPlan, logger, metrics, onUsed, onMade } = options;
  let running: AbortController | null = null;
  let asked = 0;

  function keepRules(reason: string, detail = ''): void {
    metrics.plans.inc({ made_by: 'rules', reason });
    if (reason !== 'no_model') logger.warn({ reason, detail }, 'the plan by rules stands');
  }

  async function ask(
    askModel: AskForPlan,
    jobConfiguration: HeldConfiguration,
    configurationHash: string,
    { signal }: AbortController,
  ): Promise<void> {
    const answer = await askModel(jobConfiguration, signal);
    if (answer.used !== undefined) onUsed(answer.used);
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
      if (askForPlan === null) return keepRules('no_model');
      if (asked >= mostPlans) return keepRules('too_many');
      asked += 1;
      running = new AbortController();
      ask(askForPlan, jobConfiguration, configurationHash, running).catch((error) => {
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
