import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { ReportPage } from '../../components/report/report-page.tsx';
import { moreWords } from '../../lib/words/load-words.ts';
import type { OpenPage } from '../opened-page.ts';

/** The report of one session. */
export const open: OpenPage = async (language) => ({
  title: (await moreWords.load(language)).report.title,
  show: ({ sessionId, configuration }) => (
    // Another id is another report: nothing of the page before may survive in it.
    <ReportPage key={sessionId} sessionId={sessionIdSchema.parse(sessionId)} configuration={configuration} />
  ),
});
