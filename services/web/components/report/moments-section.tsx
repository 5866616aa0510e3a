import type { ReportMoment } from '@ringback/shared/contract/report-moment';
import { toMomentAnswer, toMomentTitle, toPlanWords } from '@ringback/shared/report/moment-words';
import type { ReportDocument } from '@ringback/shared/report/report-document';
import { Evidence } from './evidence.tsx';
import { FindingsList } from './findings-list.tsx';

function Moment({ moment, document }: { moment: ReportMoment; document: ReportDocument }) {
  const { report } = document;
  const told = toMomentAnswer(moment, report);
  if (told === null) return null;
  const { question, findings, missedChance, missingFact, nothing } = told;
  return (
    <li className="moment" data-testid="moment" data-kind={moment.kind}>
      <h3>{toMomentTitle(moment.kind)}</h3>
      <p>
        The interviewer said: <q>{question.text}</q>
      </p>
      {toPlanWords(moment).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Evidence title="Your answer" ids={question.answer} segments={report.segments} />
      {nothing === null ? null : <p className="hint">{nothing}</p>}
      {findings.length === 0 ? null : <FindingsList document={document} findings={findings} actions={null} />}
      {missedChance === null ? null : (
        <p>
          <strong>Missed chance:</strong> {missedChance}
        </p>
      )}
      {missingFact === null ? null : (
        <p>
          <strong>The fact that is missing:</strong> {missingFact}
        </p>
      )}
    </li>
  );
}

/** Some moments of the interview as the interviewer's side had them: what the plan wanted, and what the answer gave. */
export function MomentsSection({ document }: { document: ReportDocument }) {
  const { moments } = document.report;
  if (moments.length === 0) return null;
  return (
    <section className="card" aria-labelledby="moments-title" data-testid="moments">
      <h2 id="moments-title">From the interviewer’s side</h2>
      <p className="hint">
        What the interviewer’s plan wanted at some moments, as far as the record says it.
      </p>
      <ol className="moments">
        {moments.map((moment) => (
          <Moment key={moment.questionId} moment={moment} document={document} />
        ))}
      </ol>
    </section>
  );
}
