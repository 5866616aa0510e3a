import type { LiveSession } from '../../lib/live-session.ts';
import { type SoundSituation, toPromiseWords } from '../../lib/sound-situation.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { UnheardBanner } from '../unheard-banner.tsx';
import { useWords } from '../words/words-context.ts';
import { MicrophoneBanner } from './microphone-banner.tsx';
import { useMicrophoneAttempt } from './use-microphone-attempt.ts';

interface SoundBannerProps {
  session: LiveSession;
  situation: SoundSituation;
}

function RetryButton({ session }: { session: LiveSession }) {
  const { session: call } = useWords();
  return <Button onClick={() => session.retryNow()}>{call.retryNow}</Button>;
}

/** Offers to take the sound to this page, where no page has it. */
function ContinueBanner({ session, situation }: SoundBannerProps) {
  const { session: call, live } = useWords();
  const { problem, attempt } = useMicrophoneAttempt();
  return (
    <Banner kind="warning" data-testid="continue">
      <p>
        {problem ?? live.noSound} <span data-testid="silence">{toPromiseWords(call, situation)}</span>
      </p>
      <Button kind="primary" onClick={() => attempt(() => session.takeUpCall())}>
        {live.continue}
      </Button>
    </Banner>
  );
}

/** Tells what is wrong with this browser's part of the call, and offers the gesture that fixes it. */
export function SoundBanner({ session, situation }: SoundBannerProps) {
  const { session: call, live } = useWords();
  switch (situation.type) {
    case 'well':
      return null;
    case 'elsewhere':
      return (
        <Banner data-testid="sound-elsewhere">
          <p>{live.elsewhere[situation.where]}</p>
        </Banner>
      );
    case 'blocked':
      return (
        <Banner kind="warning" data-testid="sound-blocked">
          <p>{live.soundBlocked}</p>
          <Button kind="primary" onClick={() => session.phone?.resume()}>
            {live.turnSoundOn}
          </Button>
        </Banner>
      );
    case 'unheard':
      return <UnheardBanner phone={session.phone} />;
    case 'microphone_gone':
      return <MicrophoneBanner session={session} name={situation.name} />;
    case 'lost':
      return (
        <Banner kind="danger" data-testid="cut-off">
          <p>
            {live.youAreOffline} {toPromiseWords(call, situation)}
          </p>
          <RetryButton session={session} />
        </Banner>
      );
    case 'cut_off':
      return (
        <Banner kind="danger" data-testid="cut-off">
          <p>
            {situation.isOffline ? live.youAreOffline : live.soundCutOff}{' '}
            <span data-testid="silence">{toPromiseWords(call, situation)}</span>
          </p>
          {situation.isOffline ? <RetryButton session={session} /> : null}
        </Banner>
      );
    case 'no_sound':
      return <ContinueBanner session={session} situation={situation} />;
  }
}
