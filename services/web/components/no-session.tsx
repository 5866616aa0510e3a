import type { FinalClose } from '@ringback/shared/client/reconnect-policy';
import Link from 'next/link';

/** Instead of a session that cannot be shown. Somebody else's session looks like none at all. */
export function NoSession({ reason }: { reason: FinalClose }) {
  const isRefused = reason === 'not_allowed';
  return (
    <main className="notice-page" data-testid="no-session">
      <h1>{isRefused ? 'This page may not watch the session' : 'There is no such session'}</h1>
      <p>
        {isRefused
          ? 'Open the page again; if that does not help, the browser may be blocking cookies.'
          : 'It may have been erased or expired, or it belongs to another browser.'}
      </p>
      <Link className="button primary" href="/">
        Practise an interview
      </Link>
    </main>
  );
}
