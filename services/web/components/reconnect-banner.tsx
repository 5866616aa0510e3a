import type { Connection } from '@ringback/shared/client/return-plan';
import { useNow } from './use-now.ts';

/** A short network glitch is not shown. */
const shownAfterMs = 1_000;

interface ReconnectBannerProps {
  connection: Connection;
  retryNow: () => void;
}

/** Tells that the page is disconnected, which attempt this is, and when the next one follows. */
export function ReconnectBanner({ connection, retryNow }: ReconnectBannerProps) {
  const isReconnecting = connection.phase === 'reconnecting';
  const now = useNow(250, isReconnecting);
  if (!isReconnecting || now - connection.sinceAt < shownAfterMs) return null;
  const { attempt, retryAt } = connection;
  const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
  return (
    <div className="banner warning" role="alert" data-testid="reconnecting">
      <p>
        <strong>Reconnecting.</strong> The words below may be behind.
        <span aria-hidden="true">
          {' '}
          Attempt {attempt}
          {seconds > 0 ? `, next in ${seconds} s` : ' …'}
        </span>
      </p>
      <button type="button" className="button" onClick={retryNow} disabled={retryAt === null}>
        Retry now
      </button>
    </div>
  );
}
