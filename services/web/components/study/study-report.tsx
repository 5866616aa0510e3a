import { isStudy } from '@ringback/shared/contract/interview-mode';
import type { Report, ReportQuestion } from '@ringback/shared/contract/report';
import { Banner } from '../ui/banner.tsx';
import { useWords } from '../words/words-context.ts';

function Note() {
  return (
    <Banner data-testid="study-note">
      <p>{useWords().study.reportNote}</p>
    </Banner>
  );
}

/** On a report: that it is of an interview in study mode. */
export function StudyNote({ report }: { report: Pick<Report, 'interviewMode'> }) {
  return isStudy(report) ? <Note /> : null;
}

type Tried = Pick<ReportQuestion, 'hints' | 'earlierTries'>;

function Tries({ hints, earlierTries }: Tried) {
  const { study } = useWords();
  return (
    <>
      {hints.length === 0 ? null : <p data-testid="hints-given">{study.hints(hints.length)}</p>}
      {earlierTries.length === 0 ? null : (
        <details data-testid="earlier-tries">
          <summary>{study.earlierTries(earlierTries.length)}</summary>
          {earlierTries.map(({ itemIds, text }) => (
            <blockquote key={itemIds.join()}>{text}</blockquote>
          ))}
        </details>
      )}
    </>
  );
}

/** On a question of a report: where hints were given, and what was tried before the answer that is judged. */
export function StudyTries({ question }: { question: Tried }) {
  return question.hints.length + question.earlierTries.length === 0 ? null : (
    <Tries hints={question.hints} earlierTries={question.earlierTries} />
  );
}
