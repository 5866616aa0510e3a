import type { OperatorSessions } from '@ringback/shared/contract/http-api';

interface UnreadableSessionsProps {
  sessions: NonNullable<OperatorSessions['unreadable']>;
  erase: (sessionId: string) => void;
}

/** Sessions whose stored state cannot be read. Only an operator or their owner can remove them. */
export function UnreadableSessions({ sessions, erase }: UnreadableSessionsProps) {
  if (sessions.length === 0) return null;
  return (
    <section className="card" aria-label="Unreadable sessions" data-testid="unreadable">
      <h2>Unreadable sessions: {sessions.length}</h2>
      <p className="hint">
        What is stored of these cannot be read. Their calls are down once they are set aside.
      </p>
      <ul>
        {sessions.map(({ sessionId, since }) => (
          <li key={sessionId}>
            {sessionId},{' '}
            {since === null ? 'about to be set aside' : `since ${new Date(since).toLocaleString()}`}{' '}
            {since === null ? null : (
              <button
                type="button"
                className="button danger"
                aria-label={`Erase ${sessionId}`}
                onClick={() => erase(sessionId)}
              >
                Erase
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
