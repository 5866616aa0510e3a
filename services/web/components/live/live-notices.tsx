import type { ApiClient } from '@ringback/shared/client/api-client';
import type { LiveSession } from '../../lib/live-session.ts';
import type { LiveState } from '../../lib/live-state.ts';
import type { SoundSituation } from '../../lib/sound-situation.ts';
import { CoachBanner } from '../coach-banner.tsx';
import { ReconnectBanner } from '../reconnect-banner.tsx';
import { Banner } from '../ui/banner.tsx';
import { KeepFocus } from './keep-focus.tsx';
import { ReportMoveBanner } from './report-move-banner.tsx';
import { SoundBanner } from './sound-banner.tsx';
import type { ReportMove } from './use-report-move.ts';

interface LiveNoticesProps {
  api: ApiClient | null;
  session: LiveSession | null;
  state: LiveState;
  situation: SoundSituation;
  move: ReportMove;
  problem: string | undefined;
  /** Takes the focus when a notice goes away with it. */
  moveFocus: () => void;
}

/** All that a person may have to know or do beside the call itself. */
export function LiveNotices({ api, session, state, situation, move, problem, moveFocus }: LiveNoticesProps) {
  const { connection, coaches, view } = state;
  const isOffline = situation.type === 'lost' || (situation.type === 'cut_off' && situation.isOffline);
  return (
    <>
      <ReportMoveBanner move={move} />
      {isOffline ? null : <ReconnectBanner connection={connection} retryNow={() => session?.retryNow()} />}
      {session && situation.type !== 'well' ? (
        <KeepFocus key={situation.type} moveFocus={moveFocus}>
          <SoundBanner session={session} situation={situation} />
        </KeepFocus>
      ) : null}
      <CoachBanner api={api} view={view} coaches={coaches} />
      {problem === undefined ? null : (
        <Banner kind="danger" data-testid="practice-problem">
          <p>{problem}</p>
        </Banner>
      )}
    </>
  );
}
