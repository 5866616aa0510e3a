import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import Link from 'next/link';
import { useState } from 'react';
import { toSessionTitle } from '../lib/session-words.ts';
import { EraseUnreadable } from './erase-unreadable.tsx';

type SessionList = Awaited<ReturnType<ApiClient['sessions']>>;

/** This person's interviews. Read only when the list is opened, since each costs a look. */
export function OwnSessions({ api }: { api: ApiClient | null }) {
  const [list, setList] = useState<SessionList | null>(null);
  const [problem, setProblem] = useState<string>();

  async function read(): Promise<void> {
    setProblem(undefined);
    try {
      setList((await api?.sessions()) ?? null);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    }
  }

  const unreadable = list?.unreadable ?? [];
  return (
    <details
      className="card"
      data-testid="own-sessions"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void read();
      }}
    >
      <summary>Your interviews</summary>
      <p className="problem" role="alert">
        {problem}
      </p>
      {list !== null && list.sessions.length + unreadable.length === 0 ? <p>There are none yet.</p> : null}
      <ul>
        {list?.sessions.map((session) => (
          <li key={session.sessionId}>
            <Link href={`/sessions/${session.sessionId}`}>{toSessionTitle(session)}</Link>,{' '}
            {new Date(session.configuredAt).toLocaleString()}
          </li>
        ))}
        {unreadable.map((sessionId) => (
          <li key={sessionId}>
            <EraseUnreadable api={api} sessionId={sessionId} erased={() => void read()} />
          </li>
        ))}
      </ul>
    </details>
  );
}
