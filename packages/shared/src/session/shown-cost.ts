import { isReportPending } from '../contract/report-status.ts';
import type { SessionView } from '../contract/session-view.ts';
import type { CostPart, ShownCost } from '../contract/shown-cost.ts';
import { costOf } from './call-cost.ts';

type Facts = Pick<SessionView, 'via' | 'answeredAt' | 'activeAt' | 'endedAt' | 'money' | 'report'>;
type Quoted = Facts & { money: { quote: NonNullable<Facts['money']['quote']> } };

const isQuoted = (view: Facts): view is Quoted => view.money.quote !== null;

const toCallCost = ({ via, answeredAt, activeAt, endedAt, money }: Quoted) =>
  costOf(
    {
      via,
      times: { answeredAt, activeAt, endedAt },
      modelUse: money.interviewerUsd === null ? null : { costUsd: money.interviewerUsd },
    },
    money.quote.prices,
  );

function carrierPart(view: Facts): CostPart {
  if (view.via === 'browser') return { how: 'free', why: 'no_carrier' };
  if (!isQuoted(view)) return { how: 'unknown' };
  if (view.money.quote.prices.carrier === 0) return { how: 'free', why: 'stand_in' };
  if (view.answeredAt === null) return { how: 'free', why: 'not_answered' };
  return { how: 'listed', usd: toCallCost(view).carrierUsd };
}

function interviewerPart(view: Facts): CostPart {
  if (!isQuoted(view)) return { how: 'unknown' };
  const { model, transcription } = view.money.quote.prices;
  if (model + transcription === 0) return { how: 'free', why: 'stand_in' };
  const { isMetered, modelUsd } = toCallCost(view);
  if (isMetered) return { how: 'metered', usd: modelUsd };
  return view.activeAt === null ? { how: 'free', why: 'not_begun' } : { how: 'listed', usd: modelUsd };
}

function reportPart({ money, report }: Facts): CostPart {
  if (report.version === 0) return { how: 'free', why: 'no_report' };
  if (isReportPending(report)) return { how: 'so_far', usd: money.reportsUsd + report.costUsd };
  return money.reportsUsd === 0 ? { how: 'free', why: 'unpaid' } : { how: 'metered', usd: money.reportsUsd };
}

/** What a session has cost by its log, once its call is over. */
export function shownCostOf(view: Facts): ShownCost {
  const parts = {
    carrier: carrierPart(view),
    interviewer: interviewerPart(view),
    report: reportPart(view),
  };
  const all: CostPart[] = Object.values(parts);
  const sum = all.reduce((usd, part) => usd + ('usd' in part ? part.usd : 0), 0);
  return {
    ...parts,
    togetherUsd: all.some(({ how }) => how === 'unknown') ? null : sum,
    estimateUsd: view.money.quote?.estimateUsd ?? null,
  };
}
