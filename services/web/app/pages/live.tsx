import { sessionIdSchema } from '@ringback/shared/contract/ids';
import { LivePage } from '../../components/live/live-page.tsx';
import type { OpenPage } from '../opened-page.ts';

/** One session while it is live and afterwards. */
export const open: OpenPage = (_language, { live }) => ({
  title: live.interview,
  show: ({ sessionId, configuration }) => (
    // Another id is another session. Nothing of the previous page may survive.
    <LivePage key={sessionId} sessionId={sessionIdSchema.parse(sessionId)} configuration={configuration} />
  ),
});
