import { HistoryPage } from '../../components/history/history-page.tsx';
import { loadMoreWords } from '../../lib/words/load-words.ts';
import type { OpenPage } from '../opened-page.ts';

/** Every interview of the person in this browser. */
export const open: OpenPage = async (language) => ({
  title: (await loadMoreWords(language)).history.title,
  show: ({ configuration }) => <HistoryPage configuration={configuration} />,
});
