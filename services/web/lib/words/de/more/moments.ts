import { createFormat } from '../../format.ts';
import type { MoreWords } from '../../more-words.ts';

type Judged = MoreWords['judged'];

const format = createFormat('de');
const titles: Readonly<Record<string, string>> = {
  plan_changed: 'Der Plan des Gesprächs hatte sich gerade geändert',
  moved_on: 'Es ging zum nächsten Thema',
  curveball: 'Die Frage, die Sie überraschen sollte',
  hesitation: 'Ihr längstes Schweigen vor einer Antwort',
  follow_up: 'Es wurde nachgefragt',
};
const reasons: Readonly<Record<string, string>> = {
  time_over: 'Die Zeit, die der Plan für die Fragen an Sie vorsieht, war da schon vorbei.',
  model_plan: 'Ein Plan, den ein Modell für diese Stelle gemacht hatte, ersetzte den ersten.',
  job_changed: 'Die Stelle war geändert worden, und es wurde neu geplant.',
};

const listed = (texts: readonly string[]): string => texts.map((text) => `„${text}“`).join(', ');

export const momentTitle: Judged['momentTitle'] = (kind) =>
  (Object.hasOwn(titles, kind) ? titles[kind] : undefined) ?? 'Ein Moment des Gesprächs';

function reasonOf({ kind, why, waitedMs }: Parameters<Judged['momentPlan']>[0]): string[] {
  if (kind === 'hesitation' && waitedMs !== null) {
    const seconds = format.number(Math.round(waitedMs / 100) / 10);
    return [`Sie begannen nach ${seconds} Sekunden zu sprechen, die Verzögerung der Leitung eingerechnet.`];
  }
  if (kind === 'follow_up') return ['Nach Ihrer vorigen Antwort war nichts als behandelt vermerkt.'];
  const reason = Object.hasOwn(reasons, why ?? '') ? reasons[why ?? ''] : undefined;
  if (reason !== undefined) return [reason];
  return kind === 'moved_on' ? ['Warum, ist nicht festgehalten.'] : [];
}

/** What the plan wanted at a moment; the same as `toPlanWords`, in German. */
export const momentPlan: Judged['momentPlan'] = (moment) => {
  const { kind, hasPlan, covered, open, competencies } = moment;
  const reason = reasonOf(moment);
  if (!hasPlan)
    return [...reason, 'Es ist kein Plan festgehalten, also auch nicht, worauf diese Frage hinauswollte.'];
  const stillOpen = open.length === 0 ? '' : ` Im Plan noch offen: ${listed(open)}.`;
  const points =
    kind === 'moved_on'
      ? `Nicht erreicht: ${listed(open)}.`
      : covered.length > 0
        ? `Nach Ihrer Antwort als behandelt vermerkt: ${listed(covered)}.`
        : `Worauf diese Frage hinauswollte, ist nicht festgehalten.${stillOpen}`;
  const probing =
    competencies.length === 0
      ? []
      : [`Erkundet werden sollte: ${competencies.join(', ')}; was davon hier, ist nicht festgehalten.`];
  return [...reason, points, ...probing];
};
