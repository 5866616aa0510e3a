import type { ApiClient } from '@ringback/shared/client/api-client';
import type { SessionView } from '@ringback/shared/contract/session-view';
import { toKeptWords } from '../../lib/kept-words.ts';
import { Card } from '../ui/card.tsx';
import text from '../ui/text.module.css';
import { useKeeping } from '../use-keeping.ts';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';

/** What of this session was erased because its time was over, and when the rest goes. */
export function KeptWords({ view, api }: { view: SessionView; api: ApiClient | null }) {
  const { history } = useMoreWords();
  const format = useFormat();
  const sentences = toKeptWords(view, useKeeping(api), { words: history, format });
  if (sentences.length === 0) return null;
  return (
    <Card title={history.howLong} data-testid="kept">
      <ul className={text.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Card>
  );
}
