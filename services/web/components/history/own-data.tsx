import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';
import { downloadFile } from '../../lib/download-file.ts';
import { toKeepingWords } from '../../lib/kept-words.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Problem } from '../ui/problem.tsx';
import text from '../ui/text.module.css';
import { useKeeping } from '../use-keeping.ts';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat, useWords } from '../words/words-context.ts';

/** Without anything of the person in it: others may see the name of a file. */
const fileName = 'ringback-my-data.json';

/** Offers everything that is kept of this person as one file. */
export function OwnData({ api }: { api: ApiClient | null }) {
  const words = useWords();
  const { history } = useMoreWords();
  const format = useFormat();
  const keeping = useKeeping(api);
  const [state, setState] = useState<'idle' | 'fetching' | 'fetched'>('idle');
  const [problem, setProblem] = useState<string>();

  async function fetchFile(): Promise<void> {
    if (api === null) return;
    setState('fetching');
    setProblem(undefined);
    try {
      downloadFile({ name: fileName, type: 'application/json', text: await api.ownData() });
      setState('fetched');
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setState('idle');
      setProblem(history.notDownloaded(toProblemWords(words, error)));
    }
  }

  return (
    <Card title={history.ownData}>
      <p>{history.ownDataWhat}</p>
      {keeping === null ? null : (
        <p data-testid="keeping">{toKeepingWords(keeping, { words: history, format })}</p>
      )}
      <Problem>{problem}</Problem>
      <div className={text.row}>
        <Button data-testid="own-data" disabled={api === null || state === 'fetching'} onClick={fetchFile}>
          {state === 'fetching' ? history.gathering : history.download}
        </Button>
        <span role="status">{state === 'fetched' ? history.downloaded(fileName) : ''}</span>
      </div>
    </Card>
  );
}
