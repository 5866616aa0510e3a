import { OperatorPage } from '../../components/operator/operator-page.tsx';
import { moreWords } from '../../lib/words/load-words.ts';
import type { OpenPage } from '../opened-page.ts';

/** The operators' page: live sessions, the instances that serve them, and how to stop them. */
export const open: OpenPage = async (language) => ({
  title: (await moreWords.load(language)).operator.title,
  show: ({ configuration }) => <OperatorPage configuration={configuration} />,
});
