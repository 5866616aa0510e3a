import type { ReportFinding, ReportQuestion } from '../contract/report.ts';
import type { ReportMoment } from '../contract/report-moment.ts';
import { toCostLines, toCostSummary } from './cost-words.ts';
import { figureWordsOf, toFigureValue } from './figure-words.ts';
import { orderFindings, worstFirst } from './finding-order.ts';
import { toMomentAnswer, toMomentTitle, toPlanWords } from './moment-words.ts';
import { minutesAndSeconds, toOverlapWords } from './overlap-words.ts';
import { disputeOf, factOf, type ReportDocument, toRatingDifferences } from './report-document.ts';
import {
  practiceOnly,
  toAnswerTypeWords,
  toDimensionTitle,
  toFindingText,
  toFindingTitle,
  toJudgeWords,
  toLeftOutWords,
  toLevelWords,
  toMissingWords,
  toSeniorityWords,
  toSpreadWords,
  toWhyNoLevel,
} from './report-words.ts';
import { toAdvisoryWords, toStrongerStateWords, toWriterWords } from './stronger-words.ts';
import { toHintWords, toStudyWords } from './study-words.ts';

/** The text of a person or a model on one line, in which nothing can be read as markup. */
const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>#|~!&]/g, '\\$&')
    .replace(/^([-+]|\d+[.)])(?= )/, '\\$1');

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

function evidenceOf({ report }: ReportDocument, ids: readonly string[]): string[] {
  const cited = report.segments.filter(({ id }) => ids.includes(id));
  return cited.map(
    ({ id, spoken, startedAtMs }) => `  > ${minutesAndSeconds(startedAtMs)} ${plain(spoken)} (${id})`,
  );
}

function findingLines(document: ReportDocument, finding: ReportFinding): string[] {
  const { id, evidence, support } = finding;
  const partly = support === 'partly' ? ' (partly supported)' : '';
  const dispute = disputeOf(document, id);
  return [
    `- **${toFindingTitle(finding, document.report.dimensions)}:** ${plain(toFindingText(finding, document.report.dimensions))}${partly}`,
    ...(dispute === undefined ? [] : [`  Marked as unfair: ${plain(dispute)}`]),
    ...evidenceOf(document, evidence),
  ];
}

function overallLines(document: ReportDocument): string[] {
  const { report } = document;
  if (!report.gate.isAudible)
    return [
      'Nothing is judged. What was missing:',
      '',
      ...report.gate.missing.map((one) => `- ${toMissingWords(one)}`),
    ];
  if (report.dimensions.length === 0)
    return ['Nothing has judged this interview: what is here was computed from it.'];
  const overall =
    report.overall === null
      ? 'There is no overall level, because not every dimension has one.'
      : `Overall: ${toLevelWords(report.overall)}, the mean of all dimensions, each counting alike.`;
  const owns = new Map(toRatingDifferences(document).map(({ id, own }) => [id, own]));
  const rows = worstFirst(report.dimensions).map((dimension) => {
    const { id, level, why } = dimension;
    const shown = level === null ? toWhyNoLevel(why) : toLevelWords(level);
    const own = owns.get(id);
    return `| ${toDimensionTitle(id)} | ${shown} | ${toSpreadWords(dimension)} | ${own === undefined ? '' : toLevelWords(own)} |`;
  });
  return [overall, '', '| dimension | level | samples | your own rating |', '|---|---|---|---|', ...rows];
}

function questionLines(document: ReportDocument, question: ReportQuestion): string[] {
  const advice = document.report.advice?.questions.find(({ questionId }) => questionId === question.id);
  const type = toAnswerTypeWords(question.answerType);
  return [
    '',
    `### ${plain(question.text)}`,
    '',
    ...(question.answer.length === 0 ? ['Nothing was answered.'] : evidenceOf(document, question.answer)),
    ...(toHintWords(question) === null ? [] : ['', toHintWords(question) ?? '']),
    ...question.earlierTries.flatMap(({ text }) => ['', `An earlier try, not judged: ${plain(text)}`]),
    ...(type === null ? [] : ['', `Kind of answer: ${type}.`]),
    ...(question.overlaps.length === 0
      ? []
      : ['', 'Both spoke at once:', '', ...question.overlaps.map((one) => `- ${toOverlapWords(one)}`)]),
    ...(advice?.missedChance ? ['', `Missed chance: ${plain(advice.missedChance.text)}`] : []),
    ...(advice?.missingFact ? ['', `The fact that is missing: ${plain(advice.missingFact)}`] : []),
    ...factLines(document, question),
  ];
}

/** The fact that the candidate has given, and the stronger answer with it. */
function factLines(document: ReportDocument, { id }: ReportQuestion): string[] {
  const fact = factOf(document, id);
  if (fact === undefined) return [];
  const { answer } = fact;
  const written =
    answer === null
      ? [toStrongerStateWords(fact)]
      : [
          `A stronger answer: ${plain(answer.text)}`,
          '',
          `${plain(toWriterWords(answer.madeBy))} ${plain(toAdvisoryWords(answer))}`,
        ];
  return ['', `You gave the fact: ${plain(fact.text)}`, '', ...written];
}

function momentLines(document: ReportDocument, moment: ReportMoment): string[] {
  const told = toMomentAnswer(moment, document.report);
  if (told === null) return [];
  const { question, findings, missedChance, missingFact, nothing } = told;
  const lines = [
    `The interviewer said: ${plain(question.text)}`,
    ...toPlanWords(moment).map(plain),
    ...(nothing === null ? [] : [nothing]),
    ...(missedChance === null ? [] : [`Missed chance: ${plain(missedChance)}`]),
    ...(missingFact === null ? [] : [`The fact that is missing: ${plain(missingFact)}`]),
  ];
  return [
    ...['', `### ${toMomentTitle(moment.kind)}`, ''],
    ...lines.map((line) => `- ${line}`),
    ...(question.answer.length === 0 ? [] : ['- Your answer:', ...evidenceOf(document, question.answer)]),
    ...findings.flatMap((one) => findingLines(document, one)),
  ];
}

function smallPrint({ report }: ReportDocument): string[] {
  const { madeBy, dropped, version, leftOut } = report;
  const isJudged = madeBy.rubricHash !== '';
  const seniority = toSeniorityWords(madeBy);
  return [
    practiceOnly,
    toJudgeWords(madeBy),
    ...(seniority === null ? [] : [seniority]),
    ...(isJudged
      ? [
          `Version ${version}; rubric ${madeBy.rubricHash.slice(0, 12)}; wording ${madeBy.promptVersion}; ${madeBy.samples} samples for each dimension.`,
          `Left out: ${dropped.unsupported} claims without support, ${dropped.quotations} quotations that were never said${leftOut === 0 ? '' : `, and ${toLeftOutWords(leftOut)}`}.`,
        ]
      : [`Version ${version}.`]),
  ];
}

function costLines({ cost }: ReportDocument): string[] {
  if (cost === null) return [];
  return [toCostSummary(cost), '', ...toCostLines(cost).map(({ title, words }) => `- ${title}: ${words}.`)];
}

/** Coaches' notes, each with its moment and the words that it stands beside, and the topics that they suggested. */
function coachLines({ coachNotes, topics, interview }: ReportDocument): string[] {
  const by = (name: string) => (name === '' ? 'a coach' : plain(name));
  const noteLines = coachNotes.flatMap((note) => {
    const beside = interview.transcript.find(({ itemId }) => itemId === note.itemId)?.text ?? '';
    const moment = note.atMs === null ? 'On the whole interview' : `At ${minutesAndSeconds(note.atMs)}`;
    return [
      `- ${moment}, by ${by(note.by)}: ${plain(note.text)}`,
      ...(beside.trim() === '' ? [] : [`  > ${plain(beside)}`]),
    ];
  });
  const topicLines = topics.map(({ text, by: name, state }) => {
    const became = state === 'passed' ? 'the interviewer was told' : 'not asked';
    return `- Topic suggested by ${by(name)} (${became}): ${plain(text)}`;
  });
  return [...noteLines, ...topicLines];
}

/** A report as Markdown: what the page shows, without the charts. */
export function toMarkdown(document: ReportDocument): string {
  const { report, interview } = document;
  const { jobTitle, company } = interview.jobConfiguration;
  const { advice } = report;
  const lines = [
    `# Report: ${plain(company === '' ? jobTitle : `${jobTitle} at ${company}`)}`,
    '',
    ...toStudyWords(report).flatMap((words) => [words, '']),
    ...overallLines(document),
    ...section('What to change first', [
      ...(advice?.changes ?? []).map(({ text }, index) => `${index + 1}. ${plain(text)}`),
      ...(advice?.drill ? ['', `Drill: ${plain(advice.drill)}`] : []),
    ]),
    ...section(
      'Findings, worst first',
      orderFindings(report).flatMap((one) => findingLines(document, one)),
    ),
    ...section(
      'Questions',
      report.questions.flatMap((one) => questionLines(document, one)),
    ),
    ...section(
      'From the interviewer’s side',
      report.moments.flatMap((one) => momentLines(document, one)),
    ),
    ...section(
      'Figures',
      report.figures.map((one) => `- ${figureWordsOf(one.name).title}: ${toFigureValue(one)}`),
    ),
    ...section('What coaches have left', coachLines(document)),
    ...section('What it cost', costLines(document)),
    ...section('Small print', smallPrint(document)),
  ];
  return `${lines.join('\n')}\n`;
}
