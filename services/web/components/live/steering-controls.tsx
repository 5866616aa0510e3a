import type { SteeringKind } from '@ringback/shared/contract/steering';
import { Icon, type IconName } from '../icon.tsx';
import { Button } from '../ui/button.tsx';
import { useWords } from '../words/words-context.ts';
import { Key } from './key.tsx';
import styles from './steering-controls.module.css';
import type { Steered } from './use-steered.ts';

const icons: Record<SteeringKind, IconName> = {
  repeat: 'again',
  skip_question: 'skip',
  skip_ahead: 'hush',
  hint: 'talk',
  try_again: 'edit',
};

/** What the candidate may ask of the interviewer in the middle of the interview. */
export function SteeringControls({ steered, ask }: { steered: Steered; ask: (kind: SteeringKind) => void }) {
  const { live } = useWords();
  const { kinds, isAsked, words } = steered;
  if (kinds.length === 0) return null;
  return (
    <fieldset className={styles.steering}>
      <legend className="unseen">{live.askInterviewer}</legend>
      {kinds.map((kind) => (
        <Button
          key={kind}
          className={styles.button}
          data-testid={`steer-${kind}`}
          // Not disabled while one is on its way: that would throw the focus out.
          aria-disabled={isAsked}
          onClick={() => ask(kind)}
        >
          <Icon name={icons[kind]} />
          {live.steerings[kind]} <Key action={kind} />
        </Button>
      ))}
      {words === '' ? null : (
        <p className={styles.words} data-testid="steered">
          {words}
        </p>
      )}
    </fieldset>
  );
}
