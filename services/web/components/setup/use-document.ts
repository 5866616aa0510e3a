import { useEffect, useRef, useState } from 'react';
import type { DocumentProblem, DocumentText } from '../../lib/documents/document-outcome.ts';

/** How far the reading of a file is. */
export type Reading =
  | { step: 'none' | 'cancelled' | 'used' }
  | { step: 'reading'; page: number; pages: number }
  | { step: 'refused'; problem: DocumentProblem }
  | { step: 'review'; document: DocumentText };

/** Reads a file that a person has chosen. What reads it is loaded then. */
export function useDocument() {
  const [reading, setReading] = useState<Reading>({ step: 'none' });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function open(file: File): Promise<void> {
    current.current?.abort();
    const cancel = new AbortController();
    current.current = cancel;
    setReading({ step: 'reading', page: 0, pages: 0 });
    const outcome = await import('../../lib/documents/read-document.ts').then(
      ({ readDocument }) =>
        readDocument(file, {
          signal: cancel.signal,
          pageRead: (page, pages) => setReading({ step: 'reading', page, pages }),
        }),
      () => ({ outcome: 'refused', problem: 'reader_unavailable' }) as const,
    );
    if (current.current !== cancel) return;
    if (outcome.outcome === 'text') setReading({ step: 'review', document: outcome });
    else if (outcome.outcome === 'cancelled') setReading({ step: 'cancelled' });
    else setReading({ step: 'refused', problem: outcome.problem });
  }

  return {
    reading,
    open,
    cancel: () => current.current?.abort(),
    done: (step: 'none' | 'used') => setReading({ step }),
  };
}
