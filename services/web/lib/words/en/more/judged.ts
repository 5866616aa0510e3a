import { toCostLines, toCostSummary } from '@ringback/shared/report/cost-words';
import { toFailureWords } from '@ringback/shared/report/failure-words';
import { figureWordsOf, toFigureValue } from '@ringback/shared/report/figure-words';
import { toMomentTitle, toPlanWords } from '@ringback/shared/report/moment-words';
import { toOverlapWords } from '@ringback/shared/report/overlap-words';
import {
  judgedByRules,
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
} from '@ringback/shared/report/report-words';
import { rubric } from '@ringback/shared/report/rubric/rubric';
import { toAdvisoryWords, toStrongerStateWords, toWriterWords } from '@ringback/shared/report/stronger-words';

/** The words of a report that its exports have too. They stand in the shared package, in English. */
export const judged = {
  practiceOnly,
  judgedByRules,
  dimension: toDimensionTitle,
  definition: (id: string): string => rubric.find((one) => one.id === id)?.definition ?? '',
  level: toLevelWords,
  spread: toSpreadWords,
  whyNoLevel: toWhyNoLevel,
  missing: toMissingWords,
  findingTitle: toFindingTitle,
  findingText: toFindingText,
  answerType: toAnswerTypeWords,
  judge: toJudgeWords,
  seniority: toSeniorityWords,
  leftOut: toLeftOutWords,
  failure: toFailureWords,
  figureTitle: (name: string): string => figureWordsOf(name).title,
  figureValue: toFigureValue,
  overlap: toOverlapWords,
  momentTitle: toMomentTitle,
  momentPlan: toPlanWords,
  noMomentAnswer: 'Nothing was answered.',
  nothingJudgedMoment: 'Nothing has judged this answer.',
  noMomentFinding: 'The report has no finding on this answer.',
  strongerState: toStrongerStateWords,
  writer: toWriterWords,
  advisory: toAdvisoryWords,
  costSummary: toCostSummary,
  costLines: toCostLines,
};
