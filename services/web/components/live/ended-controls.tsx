import { Icon } from '../icon.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import styles from './ended-controls.module.css';

interface EndedControlsProps {
  /** The address of its report; null where there was no interview. */
  report: string | null;
  againWords: string;
  isBusy: boolean;
  again: () => void;
  editFirst: () => void;
}

/** What can be done with a session afterwards: read its report, or go on with its job. */
export function EndedControls({ report, againWords, isBusy, again, editFirst }: EndedControlsProps) {
  const { live } = useWords();
  return (
    <div className={styles.row}>
      {report === null ? null : (
        <ButtonLink kind="primary" size="large" href={report} data-testid="to-report">
          {live.report}
        </ButtonLink>
      )}
      <Button
        kind={report === null ? 'primary' : 'plain'}
        size="large"
        data-testid="practice-again"
        disabled={isBusy}
        onClick={again}
      >
        <Icon name="again" />
        {againWords}
      </Button>
      <Button data-testid="edit-first" disabled={isBusy} onClick={editFirst}>
        <Icon name="edit" />
        {live.editFirst}
      </Button>
      <ButtonLink kind="quiet" href="/">
        {live.anotherJob}
      </ButtonLink>
    </div>
  );
}
