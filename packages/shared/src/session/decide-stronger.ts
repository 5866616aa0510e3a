import type { SessionRecord } from '../contract/session-record.ts';
import {
  type GivenFact,
  isFactPending,
  mostGivenFacts,
  mostStrongerAttempts,
} from '../contract/stronger-answer.ts';
import type { Fact } from './command.ts';
import { hadInterview } from './decide-report.ts';
import type { Refusal } from './refusal.ts';

export type StrongerFact = Extract<Fact, { type: 'fact.given' | `stronger_answer.${string}` }>;

/** Whether a stronger answer to this question of this version is being written. */
const isAwaited = (
  facts: readonly GivenFact[],
  { version, questionId }: Pick<GivenFact, 'version' | 'questionId'>,
) => facts.some((fact) => fact.version === version && fact.questionId === questionId && isFactPending(fact));

function refusalOfGiven(record: SessionRecord, fact: Extract<Fact, { type: 'fact.given' }>): Refusal | null {
  const { report, givenFacts } = record;
  if (!hadInterview(record) || givenFacts.length >= mostGivenFacts || isAwaited(givenFacts, fact))
    return 'illegal';
  // Only a judged report asks for a fact.
  return report.versions.some(({ version, state }) => version === fact.version && state === 'ready')
    ? null
    : 'stale';
}

/** Why the record does not take a given fact, or what becomes of it. */
export function refusalByGivenFacts(record: SessionRecord, fact: StrongerFact): Refusal | null {
  if (fact.type === 'fact.given') return refusalOfGiven(record, fact);
  const given = record.givenFacts[fact.factNumber - 1];
  if (given === undefined) return 'stale';
  if (fact.type === 'stronger_answer.started') {
    if (!isFactPending(given)) return 'stale';
    if (fact.attempt > mostStrongerAttempts) return 'illegal';
    return fact.attempt === given.attempt + 1 ? null : 'stale';
  }
  // Two workers may have written it, one after the death of the other. The first to commit it counts.
  return isFactPending(given) ? null : 'known';
}
