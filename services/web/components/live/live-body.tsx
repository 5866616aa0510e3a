import type { SessionView } from '@ringback/shared/contract/session-view';
import { TranscriptLog } from '../transcript-log.tsx';
import { CalmView } from './calm-view.tsx';
import { DialInCard } from './dial-in-card.tsx';
import { GateCard } from './gate-card.tsx';

interface LiveBodyProps {
  view: SessionView;
  softPhonePort: number | null;
  /** The numbers that may call. */
  callingNumbers: readonly string[];
  isCalm: boolean;
  elapsedMs: number | null;
}

const talking: readonly string[] = ['connecting', 'active', 'ending'];

/** Whether both are on the line. */
export const isTalking = (view: SessionView | null): boolean => view !== null && talking.includes(view.phase);

/** What fills the page: before the interview what to do, then the words or the calm, and afterwards what was said. */
export function LiveBody({ view, softPhonePort, callingNumbers, isCalm, elapsedMs }: LiveBodyProps) {
  const isOver = view.status === 'ended';
  if (isCalm) return <CalmView view={view} elapsedMs={elapsedMs} />;
  // Where nothing was said, the status says what to do, and an empty box says nothing.
  const hasWords = isTalking(view) || view.transcript.length > 0 || view.activeAt !== null;
  return (
    <>
      <DialInCard view={view} softPhonePort={softPhonePort} />
      <GateCard view={view} callingNumbers={callingNumbers} />
      {hasWords ? (
        <TranscriptLog
          transcript={view.transcript}
          reader="candidate"
          erasedAt={view.expired.transcript}
          isOver={isOver}
        />
      ) : null}
    </>
  );
}
