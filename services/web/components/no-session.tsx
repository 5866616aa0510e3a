import type { ApiClient } from '@ringback/shared/client/api-client';
import type { FinalClose } from '@ringback/shared/client/reconnect-policy';
import Link from 'next/link';
import { useState } from 'react';
import { EraseUnreadable } from './erase-unreadable.tsx';

interface NoSessionProps {
  reason: FinalClose;
  api: ApiClient | null;
  sessionId: string;
}

/** Shown instead of a session that cannot be shown. Another candidate's session looks as if it did not exist. */
export function NoSession({ reason, api, sessionId }: NoSessionProps) {
  const [isErased, setIsErased] = useState(false);
  const isUnreadable = reason === 'unreadable' && !isErased;
  return (
    <main className="notice-page" data-testid="no-session">
      <h1>{isUnreadable ? 'This interview cannot be read' : headingOf(reason)}</h1>
      {isUnreadable ? (
        <EraseUnreadable api={api} sessionId={sessionId} erased={() => setIsErased(true)} />
      ) : (
        <p>{isErased ? 'It is erased.' : wordsOf(reason)}</p>
      )}
      <Link className="button primary" href="/">
        Practise an interview
      </Link>
    </main>
  );
}

function headingOf(reason: FinalClose): string {
  return reason === 'not_allowed' ? 'This page may not watch the session' : 'There is no such session';
}

function wordsOf(reason: FinalClose): string {
  return reason === 'not_allowed'
    ? 'Open the page again; if that does not help, the browser may be blocking cookies.'
    : 'It may have been erased or expired, or it belongs to another browser.';
}
