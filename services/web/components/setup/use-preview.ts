import { useEffect, useRef, useState } from 'react';
import type { JobDraft } from '../../lib/job-draft.ts';
import type { JobPreview } from '../../lib/preview/job-preview.ts';
import type { Previewer } from '../../lib/preview/previewer.ts';

export type PreviewState = { step: 'none' | 'failed' } | { step: 'shown'; preview: JobPreview };

/** What the interviewer may ask about, made in a worker while the form is typed in. Loaded with the first word. */
export function usePreview({
  kind,
  lengthMinutes,
  jobDescription,
  resume,
  jobTitle,
}: JobDraft): PreviewState {
  const [state, setState] = useState<PreviewState>({ step: 'none' });
  const previewer = useRef<Promise<Previewer> | null>(null);
  const isWanted = [jobTitle, jobDescription, resume].some((text) => text.trim() !== '');

  useEffect(
    () => () => {
      void previewer.current?.then((started) => started.close());
      previewer.current = null;
    },
    [],
  );

  useEffect(() => {
    if (!isWanted) {
      setState({ step: 'none' });
      // One that could not be loaded has said so already.
      previewer.current?.then(
        (started) => started.emptied(),
        () => {},
      );
      return;
    }
    const failed = () => setState({ step: 'failed' });
    previewer.current ??= import('../../lib/preview/previewer.ts').then(({ createPreviewer }) =>
      createPreviewer({ shown: (preview) => setState({ step: 'shown', preview }), failed }),
    );
    previewer.current.then(
      (started) => started.changed({ kind, lengthMinutes, jobDescription, resume }),
      () => {
        previewer.current = null;
        failed();
      },
    );
  }, [isWanted, kind, lengthMinutes, jobDescription, resume]);

  return state;
}
