import type { OperationId, SessionId } from '@ringback/shared/contract/ids';
import type { Phase } from '@ringback/shared/contract/lifecycle';
import { isAskable, type SteeringRefusal, steeringKinds } from '@ringback/shared/contract/steering';
import type { AckMessage } from '@ringback/shared/contract/viewer-protocol';
import type { CommitResult } from '@ringback/shared/redis/session/commit-result';
import type { SessionStore } from '@ringback/shared/redis/session/session-store';
import { canonicalHash } from '@ringback/shared/runtime/configuration-hash';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { Metrics } from '@ringback/shared/runtime/metrics';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { Visitor, VisitorBudget } from './visitor-budget.ts';

/** What a candidate asks of the interviewer. */
export interface SteerOrder {
  sessionId: SessionId;
  operationId: OperationId;
  /** May be a word that only another version knows. */
  kind: string;
  visitor: Visitor;
}

/** Asks it, or refuses it with a word and a sentence. Rejects without Redis. */
export type SteerInterview = (order: SteerOrder) => Promise<AckMessage>;

const sentences: Readonly<Record<SteeringRefusal, string>> = {
  not_begun: 'the interview has not begun',
  goodbye: 'the interviewer is saying goodbye',
  over: 'the interview is over',
  not_known: 'this cannot be asked here',
  not_in_exam: 'hints and other tries are for study mode, and this is an exam',
  too_often: 'this was asked too often; wait a moment',
};

function whyNotNow(phase: Phase): SteeringRefusal {
  if (!isLive(phase)) return 'over';
  return phase === 'ending' ? 'goodbye' : 'not_begun';
}

type Answer = Pick<AckMessage, 'outcome' | 'revision'> | SteeringRefusal;

/** What a commit's outcome is for the page. `stale`: this session is not the visitor's to steer. */
function toAnswer(result: CommitResult): Answer {
  switch (result.outcome) {
    case 'ok':
    case 'duplicate':
      return { outcome: result.outcome, revision: result.revision };
    case 'illegal':
      return whyNotNow(result.phase);
    case 'unreadable':
    case 'unwritable':
    case 'operation_conflict':
      return 'not_known';
    case 'stale':
    case 'fenced':
    case 'gone':
      return { outcome: 'stale' };
  }
}

export function createSteering(
  store: Pick<SessionStore, 'read' | 'recall' | 'commit'>,
  budget: Pick<VisitorBudget, 'steer' | 'steerSession'>,
  { logger, metrics }: { logger: Logger; metrics: Metrics },
): SteerInterview {
  const asked = metrics.counter('steering_total', 'What candidates asked of the interviewer, by answer', [
    'answer',
  ]);

  /**
   * Of a candidate's own session, within what they may ask. A repetition is answered as before and costs nothing. What is
   * refused costs the visitor's minute, and nothing of the session's.
   */
  async function ask({ sessionId, operationId, kind: word, visitor }: SteerOrder): Promise<Answer> {
    const kind = steeringKinds.find((known) => known === word);
    if (kind === undefined) return 'not_known';
    const bodyHash = canonicalHash({ type: 'steer', kind });
    const answered = await store.recall(sessionId, operationId, bodyHash);
    if (answered !== null) return toAnswer(answered);
    if (!(await budget.steer(visitor)).allowed) return 'too_often';
    const read = await store.read(sessionId);
    // A former id's session may belong to a stranger.
    if (read === null || read.record.ownerId !== visitor.candidateId) return { outcome: 'stale' };
    if (!isAskable(kind, read.record)) return 'not_in_exam';
    if (read.record.phase !== 'active') return whyNotNow(read.record.phase);
    if (!(await budget.steerSession(sessionId)).allowed) return 'too_often';
    const command = { type: 'record', facts: [{ type: 'steering.asked', kind }] } as const;
    return toAnswer(await store.commit(sessionId, command, { operationId, bodyHash }));
  }

  return async (order) => {
    const answer = await ask(order);
    const { sessionId, operationId } = order;
    const told = typeof answer === 'string' ? answer : answer.outcome;
    asked.inc({ answer: told });
    logger.info({ sessionId, operationId, answer: told }, 'interviewer asked for something');
    const ack = { type: 'ack', operationId } as const;
    return typeof answer === 'string'
      ? { ...ack, outcome: 'illegal', reason: answer, message: sentences[answer] }
      : { ...ack, ...answer };
  };
}
