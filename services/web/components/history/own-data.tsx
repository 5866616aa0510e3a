import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { useState } from 'react';
import { downloadFile } from '../../lib/download-file.ts';
import { toKeepingWords } from '../../lib/kept-words.ts';
import { useKeeping } from '../use-keeping.ts';

/** Without anything of the person in it: others may see the name of a file. */
const fileName = 'ringback-my-data.json';

/** Offers everything that is kept of this person as one file. */
export function OwnData({ api }: { api: ApiClient | null }) {
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
      setProblem(`Nothing was downloaded. ${error.message}`);
    }
  }

  return (
    <section className="card" aria-labelledby="own-data-title">
      <h2 id="own-data-title">Your data</h2>
      <p>
        Everything that is kept of you here, in one file: each interview with its job texts, its plan, every
        word, your corrections, its reports, times and cost. Keep the file where only you can open it.
      </p>
      {keeping === null ? null : <p data-testid="keeping">{toKeepingWords(keeping)}</p>}
      <p className="problem" role="alert">
        {problem}
      </p>
      <div className="report-nav">
        <button
          type="button"
          className="button"
          data-testid="own-data"
          disabled={api === null || state === 'fetching'}
          onClick={fetchFile}
        >
          {state === 'fetching' ? 'Gathering…' : 'Download everything'}
        </button>
        <span role="status">{state === 'fetched' ? `Downloaded as ${fileName}.` : ''}</span>
      </div>
    </section>
  );
}
