import {
  type MomentKind,
  momentKinds,
  mostMoments,
  type ReportMoment,
} from '@ringback/shared/contract/report-moment';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import type { Interview } from './interview.ts';
import { type AskedMoment, readPlanRecord } from './plan-record.ts';

/** A shorter silence before an answer is ordinary: people plan what they say. */
const shortestWaitMs = 2_000;

const bare = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const waitOf = ({ exchange }: AskedMoment): number => exchange.answer[0]?.afterMs ?? 0;

function isCurveball({ plan, exchange }: AskedMoment): boolean {
  const curveball = bare(plan?.curveball ?? '');
  return curveball !== '' && bare(exchange.text).includes(curveball);
}

const isMainQuestion = ({ plan, phase }: AskedMoment): boolean => plan !== null && phase === 'questions';

/** Whether the plan's time for the interviewer's own questions was over. */
function isTimeOver({ plan, movedOn }: AskedMoment, activeAt: number | null): boolean {
  const untilMs = plan?.phases.find(({ phase }) => phase === 'questions')?.untilMs;
  return untilMs !== undefined && movedOn !== null && activeAt !== null && movedOn.at - activeAt >= untilMs;
}

/** Which of these questions are of a kind, the most telling first. */
function questionsOf(kind: MomentKind, asked: readonly AskedMoment[]): AskedMoment[] {
  switch (kind) {
    case 'plan_changed':
      return asked.filter(({ changed }) => changed !== null).slice(-1);
    case 'moved_on':
      return asked.filter(({ movedOn }) => movedOn !== null && movedOn.open.length > 0);
    case 'curveball':
      return asked.filter(isCurveball).slice(0, 1);
    case 'hesitation':
      return asked
        .filter((one) => waitOf(one) >= shortestWaitMs)
        .toSorted((one, other) => waitOf(other) - waitOf(one))
        .slice(0, 1);
    case 'follow_up':
      return asked
        .filter((one, index) => {
          const before = asked[index - 1];
          if (before === undefined || !isMainQuestion(before) || !isMainQuestion(one)) return false;
          return before.exchange.answer.length > 0 && before.covered.length === 0;
        })
        .toSorted((one, other) => Number(other.covered.length > 0) - Number(one.covered.length > 0));
  }
}

function toMoment(kind: MomentKind, asked: AskedMoment, activeAt: number | null): ReportMoment {
  const { exchange, plan, covered, movedOn, changed } = asked;
  const timeOver = isTimeOver(asked, activeAt) ? 'time_over' : null;
  return {
    ...{ kind, questionId: exchange.id, hasPlan: plan !== null },
    covered: [...covered],
    open: [...(kind === 'moved_on' ? (movedOn?.open ?? []) : asked.open)],
    competencies: [...(plan?.competencies ?? [])],
    waitedMs: kind === 'hesitation' ? waitOf(asked) : null,
    why: kind === 'moved_on' ? timeOver : kind === 'plan_changed' ? changed : null,
  };
}

/**
 * Chooses up to four moments of an interview that are worth playing again from the interviewer's side, in the order of
 * the interview. By this rule, a question once:
 *
 * 1. the first question after a plan had replaced another one (the last such);
 * 2. the last question before the interviewer left its own part with points of the plan open;
 * 3. the question that the plan had meant to surprise with, said in the plan's words;
 * 4. the question before whose answer the candidate was silent for longest, and for 2 s at least;
 * 5. further main questions after an answer by which no point of the plan was covered; first those whose own answer
 *    covered one.
 *
 * Everything is read off the log. `activeAt`: when the interview began, in epoch ms.
 */
export function chooseMoments(
  { exchanges }: Pick<Interview, 'exchanges'>,
  events: readonly StoredEvent[],
  activeAt: number | null,
): ReportMoment[] {
  const asked = readPlanRecord(exchanges, events);
  const chosen = new Map<string, ReportMoment>();
  for (const kind of momentKinds)
    for (const one of questionsOf(kind, asked)) {
      const { id } = one.exchange;
      if (chosen.size < mostMoments && !chosen.has(id)) chosen.set(id, toMoment(kind, one, activeAt));
    }
  return exchanges.flatMap(({ id }) => chosen.get(id) ?? []);
}
