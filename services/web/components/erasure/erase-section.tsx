import type { ApiClient } from '@ringback/shared/client/api-client';
import { useId, useState } from 'react';
import type { ListedSession } from '../../lib/history/history-words.ts';
import { toSessionTitle } from '../../lib/session-words.ts';
import { lazily } from '../lazily.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import control from '../ui/control.module.css';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';

const EraseDialog = lazily(() => import('./erase-dialog.tsx').then((module) => module.EraseDialog));

interface EraseSectionProps {
  api: ApiClient;
  sessions: readonly ListedSession[];
  /** The list is to be read again. */
  erased: () => void;
}

/** Erases one interview, or everything of this person. */
export function EraseSection({ api, sessions, erased }: EraseSectionProps) {
  const { erasure } = useMoreWords();
  const { session: call } = useWords();
  const format = useFormat();
  const id = useId();
  const [chosen, setChosen] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const one = sessions.find(({ sessionId }) => sessionId === chosen);
  return (
    <div className="no-print">
      <Card title={erasure.title}>
        <p className={text.hint}>{erasure.lead}</p>
        <label className={control.label} htmlFor={id}>
          {erasure.what}
        </label>
        <select
          id={id}
          className={control.control}
          data-testid="erase-what"
          value={one === undefined ? '' : chosen}
          onChange={({ target }) => setChosen(target.value)}
        >
          <option value="">{erasure.everything}</option>
          {sessions.map((session) => (
            <option key={session.sessionId} value={session.sessionId}>
              {`${toSessionTitle(call, session)}, ${format.dateTime(session.configuredAt)}`}
            </option>
          ))}
        </select>
        <div className={text.row}>
          <Button data-testid="erase-look" onClick={() => setIsOpen(true)}>
            {erasure.see}
          </Button>
        </div>
        {isOpen ? (
          <EraseDialog
            api={api}
            sessionId={one?.sessionId ?? null}
            title={one === undefined ? erasure.eraseEverything : erasure.eraseOne(toSessionTitle(call, one))}
            closed={(outcome) => {
              setIsOpen(false);
              if (outcome !== 'kept') erased();
            }}
          />
        ) : null}
      </Card>
    </div>
  );
}
