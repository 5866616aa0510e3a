import type { CostPart } from '@ringback/shared/contract/shown-cost';
import { createFormat } from '../../format.ts';
import type { MoreWords } from '../../more-words.ts';

type Judged = MoreWords['judged'];

const { usd, number } = createFormat('de');
const toDollars = (amount: number): string =>
  amount > 0 && amount < 0.01 ? `${number(amount, { maximumSignificantDigits: 2 })} $` : usd(amount);

const free: Record<Extract<CostPart, { how: 'free' }>['why'], string> = {
  no_carrier: 'nichts: Ein Anruf im Browser braucht keine Telefongesellschaft',
  stand_in: 'nichts: Das hat dieser Rechner selbst getan',
  not_answered: 'nichts: Der Anruf wurde nicht angenommen',
  not_begun: 'nichts: Das Gespräch hat nicht begonnen',
  no_report: 'nichts: Es wurde kein Bericht geschrieben',
  unpaid: 'nichts: Es wurde kein bezahltes Modell gefragt',
};

function toWords(part: CostPart, listed: string): string {
  switch (part.how) {
    case 'free':
      return free[part.why];
    case 'listed':
      return `etwa ${toDollars(part.usd)}, ${listed}`;
    case 'metered':
      return `${toDollars(part.usd)}, nach Verbrauch zu veröffentlichten Preisen`;
    case 'so_far':
      return `bisher ${toDollars(part.usd)}; es läuft noch`;
    case 'unknown':
      return 'nicht bekannt: Eine frühere Version hat diesen Anruf begonnen';
  }
}

export const costSummary: Judged['costSummary'] = ({ togetherUsd, estimateUsd }) => {
  const estimate =
    estimateUsd === null || estimateUsd === 0
      ? ''
      : ` Vor dem Anruf waren ${toDollars(estimateUsd)} geschätzt, ohne den Bericht.`;
  if (togetherUsd === null) return `Was es zusammen gekostet hat, ist nicht bekannt.${estimate}`;
  const words =
    togetherUsd === 0
      ? 'Dafür wurde nichts bezahlt'
      : `Zusammen etwa ${toDollars(togetherUsd)}; das zahlt, wer diese Seite betreibt`;
  return `${words}.${estimate}`;
};

export const costLines: Judged['costLines'] = ({ carrier, interviewer, report }) => [
  {
    title: 'Telefongesellschaft',
    words: toWords(carrier, 'nach begonnenen Minuten zu Listenpreisen; ihre Rechnung kann etwas abweichen'),
  },
  {
    title: 'Gesprächsführung',
    words: toWords(interviewer, 'nach der Zeit zu Listenpreisen; der Verbrauch wurde nicht mitgeteilt'),
  },
  { title: 'Bericht', words: toWords(report, 'zu veröffentlichten Preisen') },
];
