import Link from 'next/link';
import { useState } from 'react';
import type { LiveSession } from '../lib/live-session.ts';
import { CallControls } from './call-controls.tsx';
import { Icon } from './icon.tsx';
import type { useMute } from './use-mute.ts';
import type { usePracticeAgain } from './use-practice-again.ts';

interface LiveButtonsProps {
  session: LiveSession | null;
  isKnown: boolean;
  isEnded: boolean;
  /** The address of its report; null where there was no interview. */
  report: string | null;
  /** Null: this page has no sound of the call. */
  mute: ReturnType<typeof useMute> | null;
  practice: ReturnType<typeof usePracticeAgain>;
  /** The call is of one question: practising again means the whole interview. */
  isReAnswer: boolean;
  edit: () => void;
  share: () => void;
}

const practiceWords = { ending: 'Ending this call…', starting: 'Starting…', again: 'Trying again…' };

/** What can be done with a session: with its call while it is live, and with its job afterwards. */
export function LiveButtons(props: LiveButtonsProps) {
  const { session, isKnown, isEnded, report, mute, practice, edit, share } = props;
  const [isHangingUp, setIsHangingUp] = useState(false);

  async function hangUp(): Promise<void> {
    setIsHangingUp(true);
    await session?.hangUp();
    setIsHangingUp(false);
  }

  return (
    <div className="buttons">
      {isKnown && !isEnded ? (
        <CallControls mute={mute} isHangingUp={isHangingUp} hangUp={hangUp} edit={edit} />
      ) : null}
      {isEnded && report !== null ? (
        <Link className="button primary" href={report} data-testid="to-report">
          Your report
        </Link>
      ) : null}
      {isKnown ? (
        <button
          type="button"
          className={`button ${isEnded && report === null ? 'primary' : ''}`}
          data-testid="practice-again"
          disabled={practice.step !== null}
          onClick={practice.again}
        >
          <Icon name="again" />
          {practice.step !== null
            ? practiceWords[practice.step]
            : props.isReAnswer
              ? 'Practise the whole interview'
              : 'Practice again'}
        </button>
      ) : null}
      {isKnown && !isEnded ? (
        <button type="button" className="button" data-testid="share" onClick={share}>
          Share
        </button>
      ) : null}
      {isEnded ? (
        <button
          type="button"
          className="button"
          data-testid="edit-first"
          disabled={practice.step !== null}
          onClick={practice.editFirst}
        >
          <Icon name="edit" />
          Edit first
        </button>
      ) : null}
      {isEnded ? (
        <Link className="button" href="/">
          Another job
        </Link>
      ) : null}
    </div>
  );
}
