import { PageLoading } from '../../components/frame/page-loading.tsx';

export default function Loading() {
  return <PageLoading width="wide" />;
}
