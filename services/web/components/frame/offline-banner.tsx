import { Banner } from '../ui/banner.tsx';
import { useWords } from '../words/words-context.ts';
import { useOnline } from './use-online.ts';

/** Says that this browser has no network. There from the beginning, so that it is heard. */
export function OfflineBanner() {
  const { frame } = useWords();
  const isOnline = useOnline();
  return (
    <div role="status" data-testid="offline">
      {isOnline ? null : (
        <Banner kind="warning">
          <p>{frame.offline}</p>
        </Banner>
      )}
    </div>
  );
}
