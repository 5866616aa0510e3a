import type { PagePhone } from '../lib/page-phone.ts';
import { Banner } from './ui/banner.tsx';
import { Button } from './ui/button.tsx';
import { useWords } from './words/words-context.ts';

/** The call goes on without a loudspeaker: what still works, and how to get the sound. */
export function UnheardBanner({ phone }: { phone: PagePhone | null }) {
  const { soundOutput } = useWords().frame;
  return (
    <div role="alert">
      <Banner kind="warning" data-testid="unheard">
        <p>
          <strong>{soundOutput.none}</strong> {soundOutput.goesOn}
        </p>
        <Button onClick={() => phone?.resume()}>{soundOutput.tryAgain}</Button>
      </Banner>
    </div>
  );
}
