import { NotFoundPage } from '../../components/frame/not-found-page.tsx';
import type { OpenPage } from '../opened-page.ts';

export const open: OpenPage = (_language, { frame }) => ({
  title: frame.notFound,
  show: () => <NotFoundPage />,
});
