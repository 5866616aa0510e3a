import {
  type AnswerType,
  answerTypes,
  type FindingMode,
  findingModes,
  mostSegments,
  type Report,
  type ReportDimension,
  type ReportFinding,
  type ReportGate,
} from '../contract/report.ts';
import { toFailureWords } from './failure-words.ts';
import { figureWordsOf } from './figure-words.ts';
import { rubric } from './rubric/rubric.ts';

/** What a page and an export call the words of a report. Words of another release are shown as they are. */

export const practiceOnly = 'For practice only, not for selection.';
export const judgedByRules = 'Judged by simple rules on this machine, not by a model.';

/** Who has judged a report. */
export function toJudgeWords({ judge, models }: Pick<Report['madeBy'], 'judge' | 'models'>): string {
  if (judge === 'rules') return judgedByRules;
  if (judge !== 'model')
    return 'Nothing is judged in this version: it has figures, computed as each of them says.';
  const names = [...new Set(Object.values(models).filter((name) => name !== null))];
  return `Judged by a model (${names.join(', ')}), not by a person.`;
}

const modeTitles: Readonly<Record<FindingMode, string>> = {
  level: 'Level',
  figure: 'Figure',
  cannot_judge: 'Cannot judge',
  does_not_apply: 'Does not apply',
  failed: 'Failed',
};

const typeTitles: Readonly<Record<AnswerType, string>> = {
  story: 'A story: what happened once, and what you did',
  pseudo_story: 'A story in general: what you usually do',
  example: 'An example, without what was done step by step',
  opinion: 'An opinion',
  self_description: 'A description of yourself',
};

const plain = (word: string): string => word.replaceAll('_', ' ');

/** How a finding is shown. A mode that this release does not know judges nothing. */
export const toFindingMode = (mode: string): FindingMode =>
  findingModes.find((known) => known === mode) ?? 'cannot_judge';

const toModeTitle = (mode: string): string => modeTitles[toFindingMode(mode)];

export function toAnswerTypeWords(type: string | null): string | null {
  const known = answerTypes.find((one) => one === type);
  return known === undefined ? null : typeTitles[known];
}

export const toDimensionTitle = (id: string): string =>
  rubric.find((dimension) => dimension.id === id)?.title ?? plain(id);

/** An item of a checklist, without the meaning of its scores. */
export function toCheckTitle(dimensionId: string, checkId: string): string {
  const check = rubric.find(({ id }) => id === dimensionId)?.checks.find(({ id }) => id === checkId);
  return check?.text.split(' 0: ')[0] ?? plain(checkId);
}

/** What a finding says; of a part that failed, and of a dimension without a level, why. */
export function toFindingText(
  { mode, about, text }: Pick<ReportFinding, 'mode' | 'about' | 'text'>,
  dimensions: readonly Pick<ReportDimension, 'id' | 'why'>[],
): string {
  if (toFindingMode(mode) === 'failed') return toFailureWords(text) ?? text;
  return text === '' ? toWhyNoLevel(dimensions.find(({ id }) => id === about)?.why ?? null) : text;
}

/** Parts that a report can stand without. */
const partTitles: Readonly<Record<string, string>> = {
  support: 'Check of the claims against your sentences',
  advice: 'Advice',
  answer_types: 'Kinds of answers',
};

/** A finding's mode and subject: "Level 2, Structure". */
export function toFindingTitle(
  { mode, about }: Pick<ReportFinding, 'mode' | 'about'>,
  dimensions: readonly Pick<ReportDimension, 'id' | 'level'>[],
): string {
  const dimension = dimensions.find(({ id }) => id === about);
  const level = toFindingMode(mode) === 'level' ? dimension?.level : null;
  const isDimension = rubric.some(({ id }) => id === about);
  const what = isDimension ? toDimensionTitle(about) : (partTitles[about] ?? figureWordsOf(about).title);
  return `${toModeTitle(mode)}${typeof level === 'number' ? ` ${level}` : ''}, ${what}`;
}

const unjudged: Readonly<Record<string, string>> = {
  no_judge: 'The judge gave no answer.',
  too_little_evidence: 'Too few of your sentences say anything about it.',
};

/** Why a dimension has no level. */
export const toWhyNoLevel = (why: string | null): string => unjudged[why ?? ''] ?? 'It cannot be judged.';

type Missing = ReportGate['missing'][number];

const percent = (share: number | null) => `${Math.round((share ?? 0) * 100)} %`;
const missingWords: Readonly<Record<string, (one: Missing) => string>> = {
  questions: () => 'No question was asked before the interview ended.',
  words: ({ measured, bound }) =>
    `Your answers have ${measured ?? 0} words that were understood; for the questions that were asked ${bound ?? 0} are needed.`,
  words_of_speech: ({ measured, bound }) =>
    `For ${percent(measured)} of the time in which you spoke no words were understood; up to ${percent(bound)} is tolerated.`,
  words_per_minute: ({ measured, bound }) =>
    `Only ${measured ?? 0} words a minute were understood; below ${bound ?? 0} most of what was said is missing.`,
  language: () => 'What was understood is not in the language that the interview was set to.',
  line: ({ measured, bound }) =>
    `Your line brought no sound for ${percent(measured)} of your answers; up to ${percent(bound)} is tolerated.`,
  distinct_sentences: ({ measured }) =>
    `The same sentence makes ${percent(measured)} of what was written down: the recogniser was stuck.`,
};

/** What a judgement lacked, with the figure and its bound. */
export function toMissingWords(one: Missing): string {
  const known = missingWords[one.what];
  if (known !== undefined) return known(one);
  return `${plain(one.what)}: ${one.measured ?? 'not measured'}, needed ${one.bound ?? 'not known'}.`;
}

/** A level in the words of page and export. */
export const toLevelWords = (level: number | null): string => (level === null ? 'no level' : `${level} of 5`);

/** How far apart the samples of a level lie. */
export function toSpreadWords({ spread, samples }: { spread: number | null; samples: number }): string {
  if (spread === null) return `${samples} samples`;
  if (samples < 2) return 'judged once';
  return spread === 0 ? `${samples} samples agree` : `${samples} samples, up to ${spread} apart`;
}

/** What of a long interview no judge was given. */
export const toLeftOutWords = (sentences: number): string =>
  `the last ${sentences} of your sentences, since a judge takes ${mostSegments} at most`;

const seniorityWords: Readonly<Record<string, string>> = {
  entry: 'somebody at the beginning',
  experienced: 'an experienced person',
  senior: 'a senior person',
};

/** For how senior a person the levels are, and how that is known. Null: it is not told. */
export function toSeniorityWords({ seniority }: Report['madeBy']): string | null {
  if (seniority === null) return null;
  const { level, from } = seniority;
  const why =
    from === 'job' ? 'because the job says so' : 'by the difficulty you chose, because the job does not say';
  return `Levels are for ${Object.hasOwn(seniorityWords, level) ? seniorityWords[level] : level}, ${why}.`;
}
