import type { ApiClient } from '@ringback/shared/client/api-client';
import { useState } from 'react';
import { unreadableWords } from '../lib/session-words.ts';
import { EraseDialog } from './erasure/erase-dialog.tsx';

interface EraseUnreadableProps {
  api: ApiClient | null;
  sessionId: string;
  erased: () => void;
}

/** Tells the owner that a session cannot be read, and offers to erase it after a look at what will be gone. */
export function EraseUnreadable({ api, sessionId, erased }: EraseUnreadableProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <p>{unreadableWords}</p>
      <button
        type="button"
        className="button"
        data-testid="erase-unreadable"
        disabled={api === null}
        onClick={() => setIsOpen(true)}
      >
        See what would be erased
      </button>
      {api === null || !isOpen ? null : (
        <EraseDialog
          api={api}
          sessionId={sessionId}
          title="Erase the interview that cannot be read"
          closed={(outcome) => {
            setIsOpen(false);
            if (outcome === 'erased') erased();
          }}
        />
      )}
    </>
  );
}
