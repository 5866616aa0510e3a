import { TextPage } from '../../components/text/text-page.tsx';
import { loadTexts } from '../../lib/words/load-words.ts';
import type { OpenPage } from '../opened-page.ts';

export const open: OpenPage = async (language) => {
  const { privacy: text } = await loadTexts(language);
  return { title: text.title, show: () => <TextPage text={text} /> };
};
