import type { ReportMoment } from '@ringback/shared/contract/report-moment';
import { toMomentAnswer } from '@ringback/shared/report/moment-words';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { toReportLanguage } from '../../lib/report/report-language.ts';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { Evidence } from './evidence.tsx';
import { FindingsList } from './findings-list.tsx';

function Moment({ moment, document }: { moment: ReportMoment; document: ReportDocument }) {
  const words = useMoreWords();
  const { judged } = words;
  const { report } = document;
  const lang = toReportLanguage(document);
  const told = toMomentAnswer(moment, report);
  if (told === null) return null;
  const { question, findings, missedChance, missingFact, nothing } = told;
  const nothingWords =
    question.answer.length === 0
      ? judged.noMomentAnswer
      : report.dimensions.length === 0
        ? judged.nothingJudgedMoment
        : judged.noMomentFinding;
  return (
    <li className={text.stack} data-testid="moment" data-kind={moment.kind}>
      <h3>{judged.momentTitle(moment.kind)}</h3>
      <p>
        {words.report.interviewerSaid}{' '}
        <q lang={document.interview.jobConfiguration.language}>{question.text}</q>
      </p>
      {judged.momentPlan(moment).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Evidence title={words.report.yourAnswer} ids={question.answer} segments={report.segments} />
      {nothing === null ? null : <p className={text.hint}>{nothingWords}</p>}
      {findings.length === 0 ? null : <FindingsList document={document} findings={findings} actions={null} />}
      {missedChance === null ? null : (
        <p>
          <strong>{words.report.missedChance}</strong> <span lang={lang}>{missedChance}</span>
        </p>
      )}
      {missingFact === null ? null : (
        <p>
          <strong>{words.report.factMissing}</strong> <span lang={lang}>{missingFact}</span>
        </p>
      )}
    </li>
  );
}

/** Some moments of the interview as the interviewer's side had them: what the plan wanted, and what the answer gave. */
export function MomentsSection({ document }: { document: ReportDocument }) {
  const { report } = useMoreWords();
  const { moments } = document.report;
  if (moments.length === 0) return null;
  return (
    <Card title={report.moments} data-testid="moments">
      <p className={text.hint}>{report.momentsHint}</p>
      <ol className={text.plain}>
        {moments.map((moment) => (
          <Moment key={moment.questionId} moment={moment} document={document} />
        ))}
      </ol>
    </Card>
  );
}
