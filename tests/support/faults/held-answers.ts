import { responseRequestSchema } from '@ringback/stand-ins/openai/responses/request-schema';
import {
  createResponsesStandIn,
  type ResponsesFaults,
  type ResponsesStandIn,
} from '@ringback/stand-ins/openai/responses/responses-stand-in';

/** The model that judges reports, which a test may stop at an exact answer. */
export interface HeldAnswers {
  readonly responses: ResponsesStandIn;
  /** How many judgements it has been asked for. */
  readonly judged: number;
  /** Answers so many judgements and holds all that comes after them. Resolves when there is something to hold. */
  holdAfter(judgements: number): Promise<true>;
  /** Gives the answers that were held, and holds none any more. */
  release(): void;
  /** What goes wrong for a candidate, by the hash that the provider knows them by. */
  readonly faults: Map<string, Partial<ResponsesFaults>>;
}

export function createHeldAnswers(): HeldAnswers {
  const faults = new Map<string, Partial<ResponsesFaults>>();
  let judged = 0;
  let mayPass = Number.POSITIVE_INFINITY;
  let tellHeld = () => {};
  let held = Promise.withResolvers<void>();
  const responses = createResponsesStandIn({
    async faultsOf(body) {
      const { safety_identifier: candidate, text } = responseRequestSchema.parse(body);
      const isJudgement = text?.format.type === 'json_schema' && text.format.name === 'report_judge';
      if (isJudgement) judged += 1;
      if (mayPass <= 0) {
        tellHeld();
        await held.promise;
      } else if (isJudgement) mayPass -= 1;
      return faults.get(candidate ?? '') ?? {};
    },
  });
  return {
    ...{ responses, faults },
    get judged() {
      return judged;
    },
    holdAfter(judgements) {
      held = Promise.withResolvers();
      mayPass = judgements;
      return new Promise((resolve) => {
        tellHeld = () => resolve(true);
      });
    },
    release() {
      mayPass = Number.POSITIVE_INFINITY;
      held.resolve();
    },
  };
}
