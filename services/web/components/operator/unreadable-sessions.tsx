import type { OperatorSessions } from '@ringback/shared/contract/http-api';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import styles from './operator-page.module.css';

interface UnreadableSessionsProps {
  sessions: NonNullable<OperatorSessions['unreadable']>;
  erase: (sessionId: string) => void;
}

/** Sessions whose stored state cannot be read. Only an operator or their owner can remove them. */
export function UnreadableSessions({ sessions, erase }: UnreadableSessionsProps) {
  const { operator } = useMoreWords();
  const format = useFormat();
  if (sessions.length === 0) return null;
  return (
    <Card title={operator.unreadable(sessions.length)} data-testid="unreadable">
      <p className={text.hint}>{operator.unreadableHint}</p>
      <ul className={styles.sessions}>
        {sessions.map(({ sessionId, since }) => (
          <li key={sessionId} className={text.row}>
            {`${sessionId}, ${since === null ? operator.aboutToBeSetAside : operator.since(format.dateTime(since))}`}
            {since === null ? null : (
              <Button
                kind="danger"
                aria-label={operator.eraseWhich(sessionId)}
                onClick={() => erase(sessionId)}
              >
                {operator.erase}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
