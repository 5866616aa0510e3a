import type { SessionView } from '@ringback/shared/contract/session-view';
import { isReAnswer } from '../../lib/practice/re-answer.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import text from '../ui/text.module.css';
import type { usePracticeAgain } from '../use-practice-again.ts';
import { useMoreWords } from '../words/more-context.ts';
import { useWords } from '../words/words-context.ts';

interface ReportNextProps {
  view: SessionView | null;
  sessionId: string;
  practice: ReturnType<typeof usePracticeAgain>;
  share: () => void;
}

/** Below a report: another attempt, a coach, and the ways to other pages. */
export function ReportNext({ view, sessionId, practice, share }: ReportNextProps) {
  const { report } = useMoreWords();
  const { frame } = useWords();
  const { step } = practice;
  const stepWords = { ending: report.ending, starting: report.starting, again: report.tryingAgain };
  const isClosed = view?.phase === 'closed';
  const againWords = isClosed && isReAnswer(view) ? report.againWhole : report.again;
  return (
    <nav className={`${text.row} no-print`} aria-label={report.next}>
      {isClosed ? (
        <>
          <Button
            kind="primary"
            data-testid="practice-again"
            disabled={step !== null}
            onClick={practice.again}
          >
            {step === null ? againWords : stepWords[step]}
          </Button>
          <Button data-testid="edit-first" disabled={step !== null} onClick={practice.editFirst}>
            {report.editFirst}
          </Button>
        </>
      ) : null}
      {isClosed && view.activeAt !== null ? (
        <Button data-testid="share" onClick={share}>
          {report.share}
        </Button>
      ) : null}
      <ButtonLink href={`/sessions/${sessionId}`}>
        {view && view.status !== 'ended' ? report.toInterview : report.whatWasSaid}
      </ButtonLink>
      <ButtonLink href="/history">{frame.interviews}</ButtonLink>
      <ButtonLink href="/">{report.anotherJob}</ButtonLink>
    </nav>
  );
}
