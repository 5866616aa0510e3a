import type { Connection } from '@ringback/shared/client/return-plan';
import { Banner } from './ui/banner.tsx';
import { Button } from './ui/button.tsx';
import { useNow } from './use-now.ts';
import { useWords } from './words/words-context.ts';

/** A short network glitch is not shown. */
const shownAfterMs = 1_000;

interface ReconnectBannerProps {
  connection: Connection;
  retryNow: () => void;
}

/** Whether the page is disconnected for so long that it is told. */
export function useIsBehind(connection: Connection): boolean {
  const isReconnecting = connection.phase === 'reconnecting';
  const now = useNow(250, isReconnecting);
  return isReconnecting && now - connection.sinceAt >= shownAfterMs;
}

/** Tells that the page is disconnected, which attempt this is, and when the next one follows. */
export function ReconnectBanner({ connection, retryNow }: ReconnectBannerProps) {
  const { session: call } = useWords();
  const isBehind = useIsBehind(connection);
  const now = useNow(250, isBehind);
  if (!isBehind || connection.phase !== 'reconnecting') return null;
  const { attempt, retryAt } = connection;
  const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
  return (
    <Banner kind="warning" data-testid="reconnecting">
      <p>
        <strong>{call.reconnecting}</strong> {call.mayBeBehind}{' '}
        <span aria-hidden="true">
          {call.attempt(attempt)}
          {seconds > 0 && now > 0 ? call.nextIn(seconds) : ' …'}
        </span>
      </p>
      <Button onClick={retryNow} disabled={retryAt === null}>
        {call.retryNow}
      </Button>
    </Banner>
  );
}
