import type { ReactNode } from 'react';
import type { PageAction } from '../../lib/live/page-keys.ts';
import { Icon, type IconName } from '../icon.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import { Key } from './key.tsx';
import styles from './more-controls.module.css';

interface MoreButtonProps {
  icon?: IconName;
  action?: PageAction;
  isPressed?: boolean;
  isDisabled?: boolean;
  testId: string;
  press: () => void;
  children: ReactNode;
}

function MoreButton({
  icon,
  action,
  isPressed,
  isDisabled = false,
  testId,
  press,
  children,
}: MoreButtonProps) {
  return (
    <Button
      kind="quiet"
      className={styles.button}
      data-testid={testId}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={press}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
      {action ? <Key action={action} /> : null}
    </Button>
  );
}

export interface MoreControlsProps {
  edit: () => void;
  share: () => void;
  /** "Practice again" in words for where it stands. */
  againWords: string;
  /** Null while it is under way. */
  again: (() => void) | null;
  isCalm: boolean;
  toggleCalm: () => void;
  showView: () => void;
  showKeys: () => void;
}

/** What else can be done during a call. It stands apart from hanging up, which is final. */
export function MoreControls(props: MoreControlsProps) {
  const { live } = useWords();
  return (
    <div className={styles.more}>
      <MoreButton icon="edit" testId="edit-job" press={props.edit}>
        {live.editJob}
      </MoreButton>
      <MoreButton icon="share" testId="share" press={props.share}>
        {live.share}
      </MoreButton>
      <MoreButton
        icon="again"
        testId="practice-again"
        isDisabled={props.again === null}
        press={() => props.again?.()}
      >
        {props.againWords}
      </MoreButton>
      <MoreButton icon="calm" action="calm" testId="calm" isPressed={props.isCalm} press={props.toggleCalm}>
        {live.calm}
      </MoreButton>
      <MoreButton icon="text" testId="view" press={props.showView}>
        {live.view}
      </MoreButton>
      <MoreButton action="keys" testId="keys" press={props.showKeys}>
        {live.keys}
      </MoreButton>
    </div>
  );
}
