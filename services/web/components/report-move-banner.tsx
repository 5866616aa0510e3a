import type { ReportMove } from './use-report-move.ts';

/** Says that the page goes to the report by itself, and lets the person stay. There from the beginning, so that it is announced. */
export function ReportMoveBanner({ move }: { move: ReportMove }) {
  const { secondsLeft, stay } = move;
  return (
    <div className="report-move" role="status" data-testid="report-move">
      {secondsLeft === null ? null : (
        <div className="banner">
          <p>
            The call is over. This page goes to your report by itself.
            {/* Not announced again every second. */}
            <span aria-live="off"> {secondsLeft} s</span>
          </p>
          <button type="button" className="button" data-testid="stay" onClick={stay}>
            Stay here
          </button>
        </div>
      )}
    </div>
  );
}
