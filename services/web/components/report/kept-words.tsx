import type { ApiClient } from '@ringback/shared/client/api-client';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toKeptWords } from '../../lib/kept-words.ts';
import { useKeeping } from '../use-keeping.ts';

/** What of this session was erased because its time was over, and when the rest goes. */
export function KeptWords({ view, api }: { view: SessionView; api: ApiClient | null }) {
  const words = toKeptWords(view, useKeeping(api));
  if (words.length === 0) return null;
  return (
    <section className="card" aria-labelledby="kept-title" data-testid="kept">
      <h2 id="kept-title">How long this is kept</h2>
      <ul>
        {words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
