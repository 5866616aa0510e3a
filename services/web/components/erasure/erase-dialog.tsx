import type { ApiClient } from '@ringback/shared/client/api-client';
import { useEffect, useRef } from 'react';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { Problem } from '../ui/problem.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { MoreWords } from '../words/more-words.tsx';
import { useWords } from '../words/words-context.ts';
import { DeletionRecordView } from './deletion-record-view.tsx';
import { ErasurePreview } from './erasure-preview.tsx';
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

function Erasing({ api, sessionId, title, closed }: EraseDialogProps) {
  const words = useWords();
  const { erasure } = useMoreWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const { phase, preview, reference, record, problem, mayBeErased, erase } = useErasure(api, sessionId);
  const isLooking = phase === 'choosing' && preview === null && problem === undefined;
  const statusWords = phase === 'under_way' ? erasure.goesOn : isLooking ? erasure.looking : '';
  const isAsking = phase === 'asking';
  const isPromised = phase === 'under_way' || phase === 'erased';
  const problemWords = problem === 'number_missing' ? erasure.numberMissing : problem;
  useEffect(() => {
    // The button that had the focus is disabled, and then gone.
    if (isAsking || isPromised) heading.current?.focus();
  }, [isAsking, isPromised]);

  function close(): void {
    // While it erases, nothing can be kept.
    if (!isAsking) closed(isPromised ? 'erased' : mayBeErased ? 'perhaps' : 'kept');
  }
  const headings = { under_way: erasure.beingErased, erased: erasure.erased, choosing: title, asking: title };
  return (
    <Dialog title={headings[phase]} heading={heading} closed={close} data-testid="erase-dialog">
      {preview === null || isPromised ? null : (
        <ErasurePreview preview={preview} isEverything={sessionId === null} />
      )}
      {record === null ? null : <DeletionRecordView record={record} />}
      {record === null && reference !== null ? (
        <p data-testid="deletion-reference">{erasure.recordNumber(reference)}</p>
      ) : null}
      <p role="status">{statusWords}</p>
      <Problem>
        {typeof problemWords === 'object' ? toProblemWords(words, problemWords) : problemWords}
      </Problem>
      <DialogButtons>
        <Button disabled={isAsking} onClick={close}>
          {isPromised ? words.frame.close : erasure.keep}
        </Button>
        {isPromised ? null : (
          <Button
            kind="danger"
            data-testid="erase-now"
            disabled={preview === null || isAsking}
            onClick={erase}
          >
            {isAsking ? erasure.erasing : erasure.eraseNow}
          </Button>
        )}
      </DialogButtons>
    </Dialog>
  );
}

/** Shows first what an erasure removes, then does it, then gives its deletion record. Import it with `dynamic`. */
export const EraseDialog = (props: EraseDialogProps) => (
  <MoreWords>
    <Erasing {...props} />
  </MoreWords>
);
