'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import { useState } from 'react';
import type { ListedSession } from '../../lib/history/history-words.ts';
import { toSessionTitle } from '../../lib/session-words.ts';
import { EraseDialog } from './erase-dialog.tsx';

interface EraseSectionProps {
  api: ApiClient;
  sessions: readonly ListedSession[];
  /** The list is to be read again. */
  erased: () => void;
}

/** Erases one interview, or everything of this person. */
export function EraseSection({ api, sessions, erased }: EraseSectionProps) {
  const [chosen, setChosen] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const one = sessions.find(({ sessionId }) => sessionId === chosen);
  const title =
    one === undefined ? 'Erase everything of mine' : `Erase the interview “${toSessionTitle(one)}”`;
  return (
    <section className="card no-print" aria-labelledby="erase-section-title">
      <h2 id="erase-section-title">Erase</h2>
      <p className="hint">You see first what will be gone. Nothing is erased before you say so there.</p>
      <label htmlFor="erase-what">What to erase</label>
      <select
        id="erase-what"
        data-testid="erase-what"
        value={one === undefined ? '' : chosen}
        onChange={({ target }) => setChosen(target.value)}
      >
        <option value="">Everything of mine</option>
        {sessions.map((session) => (
          <option key={session.sessionId} value={session.sessionId}>
            {toSessionTitle(session)}, {new Date(session.configuredAt).toLocaleString()}
          </option>
        ))}
      </select>
      <div className="report-nav">
        <button type="button" className="button" data-testid="erase-look" onClick={() => setIsOpen(true)}>
          See what would be erased
        </button>
      </div>
      {isOpen ? (
        <EraseDialog
          api={api}
          sessionId={one?.sessionId ?? null}
          title={title}
          closed={(outcome) => {
            setIsOpen(false);
            if (outcome !== 'kept') erased();
          }}
        />
      ) : null}
    </section>
  );
}
