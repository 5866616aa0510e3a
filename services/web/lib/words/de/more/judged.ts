import type { ReportFailure } from '@ringback/shared/contract/report-status';
import { blank } from '@ringback/shared/contract/stronger-answer';
import { minutesAndSeconds } from '@ringback/shared/report/overlap-words';
import { toFindingMode } from '@ringback/shared/report/report-words';
import { createFormat } from '../../format.ts';
import type { MoreWords } from '../../more-words.ts';
import { costLines, costSummary } from './cost.ts';
import { figureTitle, figureValue } from './figures.ts';
import { momentPlan, momentTitle } from './moments.ts';

type Judged = MoreWords['judged'];

const format = createFormat('de');
const percent = (share: number | null) => `${Math.round((share ?? 0) * 100)} %`;
const plain = (word: string): string => word.replaceAll('_', ' ');
const lookUp = (table: Readonly<Record<string, string>>, word: string): string | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

const dimensions: Readonly<Record<string, string>> = {
  substance: 'Gehalt',
  structure: 'Aufbau',
  relevance: 'Bezug zur Frage',
  credibility: 'Glaubwürdigkeit',
  differentiation: 'Eigenes Profil',
};
const definitions: Readonly<Record<string, string>> = {
  substance: 'Ob die Antworten sagen, was Sie selbst getan haben, mit Einzelheiten und Ergebnis.',
  structure: 'Ob man den Antworten beim ersten Hören folgen kann.',
  relevance: 'Ob die Antworten auf das antworten, was gefragt war, und zur Stelle passen.',
  credibility: 'Ob stimmig und belegt ist, was Sie von sich sagen.',
  differentiation: 'Ob etwas bleibt, das andere so nicht gesagt hätten.',
};
const modes = {
  level: 'Stufe',
  figure: 'Zahl',
  cannot_judge: 'Nicht zu beurteilen',
  does_not_apply: 'Trifft nicht zu',
  failed: 'Nicht gelungen',
} as const;
const parts: Readonly<Record<string, string>> = {
  support: 'Prüfung der Aussagen an Ihren Sätzen',
  advice: 'Rat',
  answer_types: 'Arten der Antworten',
};
const answerTypes: Readonly<Record<string, string>> = {
  story: 'Eine Geschichte: was einmal geschah, und was Sie taten',
  pseudo_story: 'Eine Geschichte im Allgemeinen: was Sie gewöhnlich tun',
  example: 'Ein Beispiel, ohne die einzelnen Schritte',
  opinion: 'Eine Meinung',
  self_description: 'Eine Beschreibung Ihrer selbst',
};
const unjudged: Readonly<Record<string, string>> = {
  no_judge: 'Das Modell, das beurteilt, gab keine Antwort.',
  too_little_evidence: 'Zu wenige Ihrer Sätze sagen etwas darüber.',
};
const failures: Readonly<Record<ReportFailure, string>> = {
  too_slow: 'Das Modell, das beurteilt, brauchte zu lange.',
  unreachable: 'Das Modell, das beurteilt, war nicht zu erreichen.',
  refused: 'Der Anbieter des Modells hat die Anfrage abgelehnt. Das kann nur der Betrieb beheben.',
  refusal: 'Das Modell hat es abgelehnt, dieses Gespräch zu beurteilen.',
  quota: 'Das Kontingent beim Anbieter ist verbraucht. Das kann nur der Betrieb beheben.',
  failed: 'Das Modell, das beurteilt, brach ab oder war überlastet.',
  malformed: 'Was das Modell antwortete, war nicht zu lesen.',
  max_output_tokens: 'Die Antwort des Modells wurde abgeschnitten, weil sie zu lang wurde.',
  content_filter: 'Der Filter des Anbieters hat die Antwort des Modells angehalten.',
  max_messages: 'Die Antwort des Modells wurde von seinem Anbieter abgeschnitten.',
  steered: 'Die Antwort des Modells wurde von seinem Anbieter angehalten.',
  too_expensive: 'Der Rest hätte mehr gekostet, als ein Bericht kosten darf.',
  no_money_today: 'Das Geld für heute ist ausgegeben.',
  too_heavy: 'Der Bericht wurde zu groß, um ihn aufzuheben.',
  gave_up: 'Er wurde mehrmals begonnen und nie fertig.',
  no_capitals:
    'In dieser Schrift lassen sich Namen nicht von anderen Wörtern unterscheiden, also lässt sich nichts prüfen.',
};
const missing: Readonly<Record<string, (one: Parameters<Judged['missing']>[0]) => string>> = {
  questions: () => 'Bis zum Ende des Gesprächs wurde keine Frage gestellt.',
  words: ({ measured, bound }) =>
    `In Ihren Antworten wurden ${measured ?? 0} Wörter verstanden; für die gestellten Fragen braucht es ${bound ?? 0}.`,
  words_of_speech: ({ measured, bound }) =>
    `In ${percent(measured)} der Zeit, in der Sie sprachen, wurde kein Wort verstanden; bis ${percent(bound)} geht es noch.`,
  words_per_minute: ({ measured, bound }) =>
    `Nur ${measured ?? 0} Wörter in der Minute wurden verstanden; unter ${bound ?? 0} fehlt das meiste.`,
  language: () => 'Verstanden wurde eine andere Sprache als die, auf die das Gespräch gestellt war.',
  line: ({ measured, bound }) =>
    `Ihre Leitung brachte in ${percent(measured)} Ihrer Antworten keinen Ton; bis ${percent(bound)} geht es noch.`,
  distinct_sentences: ({ measured }) =>
    `Derselbe Satz macht ${percent(measured)} des Geschriebenen aus: Die Spracherkennung hing fest.`,
};
const seniorities: Readonly<Record<string, string>> = {
  entry: 'jemanden am Anfang',
  experienced: 'jemanden mit Erfahrung',
  senior: 'jemanden in leitender Stellung',
};
const strongerStates: Readonly<Record<string, string>> = {
  queued: 'Ihre stärkere Antwort wartet darauf, geschrieben zu werden. Sie kommt von selbst hierher.',
  working: 'Ihre stärkere Antwort wird geschrieben. Sie kommt von selbst hierher.',
  ready: 'Ihre stärkere Antwort ist hier.',
};

const failure: Judged['failure'] = (reason) => lookUp(failures, reason) ?? null;
const dimension: Judged['dimension'] = (id) => lookUp(dimensions, id) ?? plain(id);
const whyNoLevel: Judged['whyNoLevel'] = (why) =>
  lookUp(unjudged, why ?? '') ?? 'Es lässt sich nicht beurteilen.';

export const judged: Judged = {
  practiceOnly: 'Nur zum Üben, nicht zum Auswählen.',
  judgedByRules: 'Beurteilt nach einfachen Regeln auf diesem Rechner, nicht von einem Modell.',
  dimension,
  definition: (id) => lookUp(definitions, id) ?? '',
  level: (level) => (level === null ? 'keine Stufe' : `${format.number(level)} von 5`),
  spread({ spread, samples }) {
    if (spread === null) return `${samples} Stichproben`;
    if (samples < 2) return 'einmal beurteilt';
    return spread === 0
      ? `${samples} Stichproben stimmen überein`
      : `${samples} Stichproben, bis zu ${format.number(spread)} auseinander`;
  },
  whyNoLevel,
  missing(one) {
    const known = Object.hasOwn(missing, one.what) ? missing[one.what] : undefined;
    if (known !== undefined) return known(one);
    return `${plain(one.what)}: ${one.measured ?? 'nicht gemessen'}, gebraucht ${one.bound ?? 'nicht bekannt'}.`;
  },
  findingTitle({ mode, about }, all) {
    const known = toFindingMode(mode);
    const level = known === 'level' ? all.find(({ id }) => id === about)?.level : null;
    const what = lookUp(dimensions, about) ?? lookUp(parts, about) ?? figureTitle(about);
    return `${modes[known]}${typeof level === 'number' ? ` ${format.number(level)}` : ''}, ${what}`;
  },
  findingText({ mode, about, text }, all) {
    if (toFindingMode(mode) === 'failed') return failure(text) ?? text;
    return text === '' ? whyNoLevel(all.find(({ id }) => id === about)?.why ?? null) : text;
  },
  answerType: (type) => lookUp(answerTypes, type ?? '') ?? null,
  judge({ judge, models }) {
    if (judge === 'rules') return judged.judgedByRules;
    if (judge !== 'model')
      return 'In dieser Fassung ist nichts beurteilt: Sie hat Zahlen, berechnet, wie jede davon sagt.';
    const names = [...new Set(Object.values(models).filter((name) => name !== null))];
    return `Beurteilt von einem Modell (${names.join(', ')}), nicht von einem Menschen.`;
  },
  seniority({ seniority }) {
    if (seniority === null) return null;
    const whom = lookUp(seniorities, seniority.level) ?? seniority.level;
    const why =
      seniority.from === 'job'
        ? 'weil die Stelle es so sagt'
        : 'nach der Schwierigkeit, die Sie gewählt haben, weil die Stelle nichts dazu sagt';
    return `Die Stufen gelten für ${whom}, ${why}.`;
  },
  leftOut: (sentences) => `die letzten ${sentences} Ihrer Sätze, weil mehr nicht beurteilt werden`,
  failure,
  figureTitle,
  figureValue,
  overlap({ atMs, lastsMs, cameSecond, wentOn }) {
    const came = cameSecond === 'candidate' ? 'Sie fielen ins Wort' : 'Ihnen wurde ins Wort gefallen';
    const on =
      wentOn === null
        ? 'beide hörten auf'
        : wentOn === 'candidate'
          ? 'Sie sprachen weiter'
          : 'die andere Seite sprach weiter';
    return `Bei ${minutesAndSeconds(atMs)}, ${format.number(Math.round(lastsMs / 100) / 10)} s lang: ${came}; ${on}.`;
  },
  momentTitle,
  momentPlan,
  noMomentAnswer: 'Darauf gab es keine Antwort.',
  nothingJudgedMoment: 'Diese Antwort wurde nicht beurteilt.',
  noMomentFinding: 'Zu dieser Antwort hat der Bericht keinen Befund.',
  strongerState({ state, attempt, reason }) {
    if (state === 'failed')
      return `Die stärkere Antwort kam nicht zustande. ${failure(reason ?? '') ?? 'Den Grund kennt diese Seite nicht.'}`;
    const known = lookUp(strongerStates, state);
    if (known === undefined)
      return 'Diese Seite ist zu alt für das, was aus Ihrer Tatsache wurde. Laden Sie sie neu.';
    return state === 'working' && attempt > 1 ? `${known} Versuch ${attempt}.` : known;
  },
  writer({ writer, model }) {
    const source = 'allein aus dem, was Sie gesagt haben, Ihrem Lebenslauf und dieser Tatsache';
    if (writer === 'rules')
      return `Nach einfachen Regeln auf diesem Rechner zusammengesetzt, nicht von einem Modell, ${source}.`;
    return `Von einem Modell${model === null ? '' : ` (${model})`} geschrieben, ${source}.`;
  },
  advisory: ({ blanks }) =>
    `${blanks > 0 ? `${blank} steht für eine Zahl oder einen Namen, den nichts davon hat: Füllen Sie es aus, oder lassen Sie es weg. ` : ''}Benutzen Sie sie nur, wo jeder Satz davon wahr ist.`,
  costSummary,
  costLines,
};
