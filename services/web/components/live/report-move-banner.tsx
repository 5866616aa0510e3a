import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import type { ReportMove } from './use-report-move.ts';

/** Says that the page goes to the report by itself, and lets the person stay. */
export function ReportMoveBanner({ move }: { move: ReportMove }) {
  const { live } = useWords();
  const { secondsLeft, stay } = move;
  if (secondsLeft === null) return null;
  return (
    <Banner data-testid="report-move">
      <p>
        {live.movesToReport} <span aria-hidden="true">{live.inSeconds(secondsLeft)}</span>
      </p>
      <Button data-testid="stay" onClick={stay}>
        {live.stayHere}
      </Button>
    </Banner>
  );
}
