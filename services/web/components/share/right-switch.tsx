import { useId } from 'react';
import { Switch } from 'react-aria-components';
import styles from './right-switch.module.css';

interface RightSwitchProps {
  name: string;
  hint: string;
  isOn: boolean;
  change: (isOn: boolean) => void;
  'data-testid': string;
}

/** One thing that a link lets its coach do, on or off, with what it means. */
export function RightSwitch({ name, hint, isOn, change, ...rest }: RightSwitchProps) {
  const id = useId();
  return (
    <div>
      <Switch
        className={styles.switch ?? ''}
        isSelected={isOn}
        onChange={change}
        aria-describedby={id}
        {...rest}
      >
        <span className={styles.track} aria-hidden="true" />
        {name}
      </Switch>
      <p id={id} className={styles.hint}>
        {hint}
      </p>
    </div>
  );
}
