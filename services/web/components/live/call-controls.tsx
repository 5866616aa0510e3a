import { pageKeys } from '../../lib/live/page-keys.ts';
import { Icon } from '../icon.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './call-controls.module.css';
import { Key } from './key.tsx';
import type { Mute } from './use-mute.ts';

interface CallControlsProps {
  /** Null when this page is not the phone. */
  mute: Mute | null;
  isHangingUp: boolean;
  /** The phone has not been called yet, so there is nothing to hang up. */
  isCancelled: boolean;
  hangUp: () => void;
}

/** Heard for as long as it is pressed, by pointer or by key. */
function TalkButton({ mute }: { mute: Mute }) {
  const { live } = useWords();
  const isPress = (key: string): boolean => key === ' ' || key === 'Enter';
  return (
    <Button
      size="large"
      className={styles.control}
      aria-pressed={mute.isTalking}
      aria-keyshortcuts={pageKeys.talk.key}
      data-testid="talk"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        mute.talk(true);
      }}
      onPointerUp={() => mute.talk(false)}
      onPointerCancel={() => mute.talk(false)}
      onKeyDown={({ key, repeat }) => (isPress(key) && !repeat ? mute.talk(true) : undefined)}
      onKeyUp={({ key }) => (isPress(key) ? mute.talk(false) : undefined)}
      onBlur={() => mute.talk(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Icon name="microphone" />
      {live.holdToTalk} <Key action="talk" />
    </Button>
  );
}

/** The two things that everybody needs during a call: not to be heard, and to end it. */
export function CallControls({ mute, isHangingUp, isCancelled, hangUp }: CallControlsProps) {
  const { live } = useWords();
  return (
    <>
      {mute?.isMuted ? (
        <p
          className={`${styles.muted} ${mute.isSpeakingUnheard ? styles.loud : ''}`}
          data-testid="muted-note"
        >
          {mute.isSpeakingUnheard ? live.mutedAndSpeaking : live.youAreMuted}
        </p>
      ) : null}
      <div className={styles.row}>
        {mute ? (
          <Button
            size="large"
            className={styles.control}
            aria-pressed={mute.isMuted}
            aria-keyshortcuts={pageKeys.mute.key}
            data-testid="mute"
            onClick={mute.toggle}
          >
            <Icon name={mute.isMuted ? 'muted' : 'microphone'} />
            {live.mute} <Key action="mute" />
          </Button>
        ) : null}
        {mute?.isMuted ? <TalkButton mute={mute} /> : null}
        <Button
          kind="danger"
          size="large"
          className={styles.control}
          aria-keyshortcuts="Shift+H"
          data-testid="hang-up"
          disabled={isHangingUp}
          onClick={hangUp}
        >
          <Icon name="ended" />
          {isHangingUp ? live.hangingUp : isCancelled ? live.cancelCall : live.hangUp}
        </Button>
      </div>
    </>
  );
}
