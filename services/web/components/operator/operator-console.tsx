import { ApiError } from '@ringback/shared/client/gateway-call';
import type { OperatorClient } from '@ringback/shared/client/operator-client';
import { useEffect, useRef, useState } from 'react';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { DeletionRecordSearch } from '../erasure/deletion-record-search.tsx';
import { OfflineBanner } from '../frame/offline-banner.tsx';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import { DiallingSwitch } from './dialling-switch.tsx';
import { FigureTables } from './figure-tables.tsx';
import styles from './operator-page.module.css';
import { ResetAllForm } from './reset-all-form.tsx';
import { UnreadableSessions } from './unreadable-sessions.tsx';
import { useOperatorFigures } from './use-operator-figures.ts';

interface OperatorConsoleProps {
  client: OperatorClient;
  leave: (why?: string) => void;
}

/** Live sessions, instances, queues, the dialling switch and the reset of all sessions. */
export function OperatorConsole({ client, leave }: OperatorConsoleProps) {
  const words = useWords();
  const { operator } = useMoreWords();
  const format = useFormat();
  const { figures, problem, readAgain } = useOperatorFigures(client, leave);
  const [refusal, setRefusal] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  async function act(ask: () => Promise<unknown>): Promise<void> {
    setRefusal(undefined);
    try {
      await ask();
      await readAgain();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(toProblemWords(words, error));
    }
  }

  return (
    <div className={styles.page}>
      <OfflineBanner />
      <header className={styles.head}>
        <h1 ref={heading} tabIndex={-1}>
          {operator.title}
        </h1>
        <p className={text.badge}>
          {figures === null ? operator.reading : operator.asOf(format.clock(figures.readAt))}
        </p>
        <Button onClick={() => leave()}>{operator.leave}</Button>
      </header>
      <Problem>{refusal ?? problem}</Problem>
      {figures === null ? null : (
        <>
          <DiallingSwitch
            dialling={figures.dialling}
            set={(enabled) => act(() => client.setDialling(enabled))}
          />
          <FigureTables figures={figures} />
          <UnreadableSessions
            sessions={figures.sessions.unreadable ?? []}
            erase={(sessionId) => act(() => client.eraseUnreadable(sessionId))}
          />
        </>
      )}
      <DeletionRecordSearch client={client} />
      <ResetAllForm client={client} />
    </div>
  );
}
