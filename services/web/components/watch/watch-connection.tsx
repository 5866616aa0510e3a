import type { Connection } from '@ringback/shared/client/return-plan';
import { useEffect } from 'react';
import { useAnnounce } from '../frame/announcer.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { useNow } from '../use-now.ts';
import { useWords } from '../words/words-context.ts';

/** A short network glitch is not shown. */
const shownAfterMs = 1_000;

/** Tells a coach that their page is cut off and comes back by itself. */
export function WatchConnection({ connection, retryNow }: { connection: Connection; retryNow: () => void }) {
  const { watch } = useWords().coach;
  const announce = useAnnounce();
  const isReconnecting = connection.phase === 'reconnecting';
  const now = useNow(250, isReconnecting);
  const isShown = isReconnecting && now - connection.sinceAt >= shownAfterMs;
  useEffect(() => {
    if (isShown) announce(watch.reconnecting, 'assertive');
  }, [isShown, announce, watch]);
  if (!isShown) return null;
  return (
    <Banner kind="warning" data-testid="reconnecting">
      <p>{watch.reconnecting}</p>
      <Button
        onClick={retryNow}
        disabled={connection.phase === 'reconnecting' && connection.retryAt === null}
      >
        {watch.retry}
      </Button>
    </Banner>
  );
}
