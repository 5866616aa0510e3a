import type { CostPart, ShownCost } from '../contract/shown-cost.ts';

/** One part of what a session has cost, in words. */
export interface CostLine {
  title: string;
  words: string;
}

/** An amount below a cent has two digits that count. */
const toDollars = (usd: number): string => `$${usd > 0 && usd < 0.01 ? usd.toPrecision(2) : usd.toFixed(2)}`;

const freeWords: Record<Extract<CostPart, { how: 'free' }>['why'], string> = {
  no_carrier: 'nothing: a call in the browser has no phone company',
  stand_in: 'nothing is paid: a stand-in on this machine did it',
  not_answered: 'nothing: the call was not answered',
  not_begun: 'nothing: the interview did not begin',
  no_report: 'nothing: no report was made',
  unpaid: 'nothing: no paid model was asked',
};

function toWords(part: CostPart, listed: string): string {
  switch (part.how) {
    case 'free':
      return freeWords[part.why];
    case 'listed':
      return `about ${toDollars(part.usd)}, ${listed}`;
    case 'metered':
      return `${toDollars(part.usd)}, by what was used at published prices`;
    case 'so_far':
      return `${toDollars(part.usd)} so far; it is being made`;
    case 'unknown':
      return 'not known: an earlier release began this call';
  }
}

/** What a session has cost in one sentence, beside what was estimated before it. The estimate is without the report. */
export function toCostSummary({ togetherUsd: together, estimateUsd }: ShownCost): string {
  const estimate =
    estimateUsd === null || estimateUsd === 0
      ? ''
      : ` Before the call ${toDollars(estimateUsd)} was estimated, without the report.`;
  if (together === null) return `What it cost together is not known.${estimate}`;
  const words =
    together === 0
      ? 'Nothing was paid for it'
      : `Together about ${toDollars(together)}, which the operator pays`;
  return `${words}.${estimate}`;
}

/** Each part of what a session has cost: phone company, interviewer, report. */
export function toCostLines({ carrier, interviewer, report }: ShownCost): CostLine[] {
  return [
    {
      title: 'Phone company',
      words: toWords(carrier, 'by begun minutes at list prices; its own bill may differ a little'),
    },
    {
      title: 'Interviewer',
      words: toWords(interviewer, 'by the time at list prices; the interviewer has not told what it used'),
    },
    { title: 'Report', words: toWords(report, 'at published prices') },
  ];
}
