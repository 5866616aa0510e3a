import { HistoryPage } from '../../components/history/history-page.tsx';
import { SetUpWords } from '../../components/words/set-up-words.tsx';
import { moreWords } from '../../lib/words/load-words.ts';
import type { OpenPage } from '../opened-page.ts';

/** Every interview of the person in this browser. */
export const open: OpenPage = async (language) => ({
  title: (await moreWords.load(language)).history.title,
  show: ({ configuration }) => (
    <SetUpWords>
      <HistoryPage configuration={configuration} />
    </SetUpWords>
  ),
});
