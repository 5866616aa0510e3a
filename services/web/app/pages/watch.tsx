import { WatchPage } from '../../components/watch/watch-page.tsx';
import type { OpenPage } from '../opened-page.ts';

/** A shared session. The link's token is in the fragment, which no server sees. */
export const open: OpenPage = (_language, { coach }) => ({
  title: coach.watch.untitled,
  show: ({ configuration }) => <WatchPage configuration={configuration} />,
});
