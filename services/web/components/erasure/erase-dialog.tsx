'use client';

import type { ApiClient } from '@ringback/shared/client/api-client';
import type { ErasurePreview } from '@ringback/shared/contract/deletion-record';
import { useEffect, useRef } from 'react';
import { stayingWords, toCountLines } from '../../lib/erasure/erasure-words.ts';
import { DeletionRecordView } from './deletion-record-view.tsx';
import { useErasure } from './use-erasure.ts';

interface EraseDialogProps {
  api: ApiClient;
  /** Null: everything of this person. */
  sessionId: string | null;
  /** What is erased, as the heading has it. */
  title: string;
  /** `hasErased` tells whether anything was. */
  closed: (hasErased: boolean) => void;
}

/** What will be gone and what stays, before anything is. */
function Preview({ preview }: { preview: ErasurePreview }) {
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
        {stayingWords.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Shows first what an erasure removes, then does it, then gives its deletion record. */
export function EraseDialog({ api, sessionId, title, closed }: EraseDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { preview, record, problem, isErasing, erase } = useErasure(api, sessionId);
  const isDone = record !== null;
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    // The button that had the focus is gone.
    if (isDone) heading.current?.focus();
  }, [isDone]);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      onClose={() => closed(isDone)}
      aria-labelledby="erase-title"
      data-testid="erase-dialog"
    >
      <h2 id="erase-title" ref={heading} tabIndex={-1}>
        {isDone ? 'Erased' : title}
      </h2>
      {preview === null || isDone ? null : <Preview preview={preview} />}
      {record === null ? null : <DeletionRecordView record={record} />}
      <p role="status">{preview === null && problem === undefined ? 'Looking at what is stored.' : ''}</p>
      <p className="problem" role="alert">
        {problem}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {isDone ? 'Close' : 'Keep it'}
        </button>
        {isDone ? null : (
          <button
            type="button"
            className="button danger"
            data-testid="erase-now"
            disabled={preview === null || isErasing}
            onClick={erase}
          >
            {isErasing ? 'Erasing…' : 'Erase it for good'}
          </button>
        )}
      </div>
    </dialog>
  );
}
