import type { StoredPlan } from '@ringback/shared/contract/interview-plan';
import type { EventOf, StoredEvent } from '@ringback/shared/contract/stored-events';
import type { Exchange } from './exchanges.ts';

/** What the log says of the interviewer's side when one question was asked. */
export interface AskedMoment {
  exchange: Exchange;
  /** Null: no plan was on the record. */
  plan: StoredPlan | null;
  /** The part of the interview, as a word. */
  phase: string;
  /** The points that were still to be covered when it was asked. */
  open: readonly string[];
  /** The points that were marked as covered after its answer, and before the next question. */
  covered: readonly string[];
  /** Another plan had taken the place of the earlier one since the question before. Null: none had. */
  changed: 'model_plan' | 'job_changed' | null;
  /** The interviewer left its own part of the interview after this answer, at this time in epoch ms. Null: it did not. */
  movedOn: { at: number; open: readonly string[] } | null;
}

type Planned = EventOf<'interview.planned'>;

const lastPhases: readonly string[] = ['candidate_questions', 'closing'];
const wants = ({ plan: { competencies, mustCover } }: Planned) => JSON.stringify([competencies, mustCover]);

/** What another plan came from. Null: it wants the same as the one before, or is the first. */
function changeOf(before: Planned | null, after: Planned): AskedMoment['changed'] {
  if (before === null || wants(before) === wants(after)) return null;
  return before.configurationHash === after.configurationHash ? 'model_plan' : 'job_changed';
}

/**
 * Reads off the log what the interviewer's side wanted at each question. A question counts as asked where the log first
 * names its words. The interviewer marks a point in the response that follows an answer, so a mark belongs to the last
 * question that was asked before it.
 */
export function readPlanRecord(
  exchanges: readonly Exchange[],
  events: readonly StoredEvent[],
): AskedMoment[] {
  const exchangeOf = new Map(
    exchanges.flatMap((exchange) => exchange.itemIds.map((itemId) => [itemId, exchange] as const)),
  );
  let [planned, marked, phase]: [Planned | null, string[], string] = [null, [], 'warm_up'];
  let changed: AskedMoment['changed'] = null;
  const asked: AskedMoment[] = [];
  const points = () => planned?.plan.mustCover ?? [];
  const open = () => points().flatMap(({ id, text }) => (marked.includes(id) ? [] : [text]));
  const note = (more: Partial<AskedMoment>) => {
    const last = asked.pop();
    if (last !== undefined) asked.push({ ...last, ...more });
  };
  for (const event of events) {
    const last = asked.at(-1);
    if (event.type === 'interview.planned') {
      changed = last === undefined ? null : (changeOf(planned, event) ?? changed);
      // Nothing of a new plan is covered yet.
      [planned, marked] = [event, []];
    } else if (event.type === 'interview.point_covered') {
      const point = points().find(({ id }) => id === event.pointId && !marked.includes(id));
      if (point !== undefined) note({ covered: [...(last?.covered ?? []), point.text] });
      marked.push(event.pointId);
    } else if (event.type === 'interview.phase_changed') {
      phase = event.phase;
      if (last?.movedOn === null && lastPhases.includes(phase))
        note({ movedOn: { at: event.at, open: open() } });
    } else if (event.type === 'transcript.completed' || event.type === 'transcript.interrupted') {
      const exchange = exchangeOf.get(event.itemId);
      if (exchange === undefined || asked.some((one) => one.exchange === exchange)) continue;
      const plan = planned?.plan ?? null;
      asked.push({ exchange, plan, phase, open: open(), covered: [], changed, movedOn: null });
      changed = null;
    }
  }
  return asked.toSorted((one, other) => exchanges.indexOf(one.exchange) - exchanges.indexOf(other.exchange));
}
