import { Switch } from 'react-aria-components';
import { type PageAction, pageKeys } from '../../lib/live/page-keys.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { useViewChoices } from '../use-view-choices.ts';
import { useWords } from '../words/words-context.ts';
import styles from './keys-dialog.module.css';

interface KeysDialogProps {
  /** What can be done by key on this page. */
  actions: readonly PageAction[];
  /** The call is on a phone, whose keys do something too. */
  isPhone: boolean;
  showEvents: () => void;
  closed: () => void;
}

/** The keys of the page, and how to switch them off. */
export function KeysDialog({ actions, isPhone, showEvents, closed }: KeysDialogProps) {
  const { frame, live } = useWords();
  const [{ usesKeys }, change] = useViewChoices();
  const keyOf = (action: PageAction): string => {
    const { key, isShifted = false } = pageKeys[action];
    return isShifted ? live.shiftAnd(key) : key;
  };
  return (
    <Dialog title={live.keysTitle} closed={closed} data-testid="keys-dialog">
      <dl className={styles.keys}>
        {actions.map((action) => (
          <div key={action}>
            <dt>
              <kbd>{keyOf(action)}</kbd>
            </dt>
            <dd>{live.keyNames[action]}</dd>
          </div>
        ))}
      </dl>
      <Switch
        className={styles.switch ?? ''}
        isSelected={usesKeys}
        onChange={(isOn) => change({ usesKeys: isOn })}
      >
        <span className={styles.track} aria-hidden="true" />
        {live.keysOn}
      </Switch>
      <p className={styles.why}>{live.keysOnWhy}</p>
      {isPhone ? <p>{live.phoneKeys}</p> : null}
      <DialogButtons>
        <Button kind="quiet" data-testid="show-events" onClick={showEvents}>
          {live.showEvents}
        </Button>
        <Button onClick={closed}>{frame.close}</Button>
      </DialogButtons>
    </Dialog>
  );
}
