import type { ApiClient } from '@ringback/shared/client/api-client';
import { useState } from 'react';
import { lazily } from './lazily.tsx';
import { Button } from './ui/button.tsx';
import { useWords } from './words/words-context.ts';

const EraseDialog = lazily(() => import('./erasure/erase-dialog.tsx').then((module) => module.EraseDialog));

interface EraseUnreadableProps {
  api: ApiClient | null;
  sessionId: string;
  erased: () => void;
}

/** Tells the owner that a session cannot be read, and offers to erase it after a look at what will be gone. */
export function EraseUnreadable({ api, sessionId, erased }: EraseUnreadableProps) {
  const { noSession } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <p>{noSession.cannotBeReadWhy}</p>
      <div>
        <Button data-testid="erase-unreadable" disabled={api === null} onClick={() => setIsOpen(true)}>
          {noSession.seeErased}
        </Button>
      </div>
      {api === null || !isOpen ? null : (
        <EraseDialog
          api={api}
          sessionId={sessionId}
          title={noSession.eraseTitle}
          closed={(outcome) => {
            setIsOpen(false);
            if (outcome === 'erased') erased();
          }}
        />
      )}
    </>
  );
}
