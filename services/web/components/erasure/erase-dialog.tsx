'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import type { ErasurePreview } from '@ringback/shared/contract/deletion-record';
import { useEffect, useRef } from 'react';
import { toCountLines, toStayingLines } from '../../lib/erasure/erasure-words.ts';
import type { ErasureState } from '../../lib/erasure/start-erasure.ts';
import { DeletionRecordView } from './deletion-record-view.tsx';
import { useErasure } from './use-erasure.ts';

interface EraseDialogProps {
  api: ApiClient;
  /** Null: everything of this person. */
  sessionId: string | null;
  /** What is erased, as the heading has it. */
  title: string;
  /** `perhaps`: the server did not answer, or not in time, and may erase all the same. */
  closed: (outcome: 'kept' | 'perhaps' | 'erased') => void;
}

/** What will be gone and what stays, before anything is. */
function Preview({ preview, isEverything }: { preview: ErasurePreview; isEverything: boolean }) {
  const { counts, live, isAtLeast } = preview;
  const lines = toCountLines(counts);
  return (
    <div className="erasure" data-testid="erasure-preview">
      <h3>This will be gone for good</h3>
      {lines.length === 0 ? <p>Nothing is stored.</p> : null}
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {isAtLeast ? <p>There are more interviews than could be counted here. All of them go.</p> : null}
      {live > 0 ? (
        <p>{live === 1 ? 'One interview is' : `${live} interviews are`} under way. It ends first.</p>
      ) : null}
      <h3>This stays, and why</h3>
      <ul>
        {toStayingLines(isEverything).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

const headings: Readonly<Partial<Record<ErasureState['phase'], string>>> = {
  under_way: 'Being erased',
  erased: 'Erased',
};
const underWayWords = 'It goes on by itself, also when you close this.';

/** Shows first what an erasure removes, then does it, then gives its deletion record. */
export function EraseDialog({ api, sessionId, title, closed }: EraseDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { phase, preview, reference, record, problem, mayBeErased, erase } = useErasure(api, sessionId);
  const isLooking = phase === 'choosing' && preview === null && problem === undefined;
  const statusWords = phase === 'under_way' ? underWayWords : isLooking ? 'Looking at what is stored.' : '';
  const isAsking = phase === 'asking';
  const isPromised = phase === 'under_way' || phase === 'erased';
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    // The button that had the focus is disabled, and then gone.
    if (isAsking || isPromised) heading.current?.focus();
  }, [isAsking, isPromised]);

  function hasClosed(): void {
    // A browser that does not know `closedby` closes at Escape. While it erases, nothing can be kept.
    if (isAsking) dialog.current?.showModal();
    else closed(isPromised ? 'erased' : mayBeErased ? 'perhaps' : 'kept');
  }
  return (
    <dialog
      ref={dialog}
      className="dialog"
      closedby={isAsking ? 'none' : 'closerequest'}
      onClose={hasClosed}
      aria-labelledby="erase-title"
      data-testid="erase-dialog"
    >
      <h2 id="erase-title" ref={heading} tabIndex={-1}>
        {headings[phase] ?? title}
      </h2>
      {preview === null || isPromised ? null : (
        <Preview preview={preview} isEverything={sessionId === null} />
      )}
      {record === null ? null : <DeletionRecordView record={record} />}
      {record === null && reference !== null ? (
        <p>
          The number of its deletion record is <strong data-testid="deletion-reference">{reference}</strong>.
          Keep it.
        </p>
      ) : null}
      <p role="status">{statusWords}</p>
      <p className="problem" role="alert">
        {problem}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button" disabled={isAsking} onClick={() => dialog.current?.close()}>
          {isPromised ? 'Close' : 'Keep it'}
        </button>
        {isPromised ? null : (
          <button
            type="button"
            className="button danger"
            data-testid="erase-now"
            disabled={preview === null || isAsking}
            onClick={erase}
          >
            {isAsking ? 'Erasing…' : 'Erase it for good'}
          </button>
        )}
      </div>
    </dialog>
  );
}
