import type { ReactNode } from 'react';
import { toSpanWords } from '../../lib/booking/booking-words.ts';
import { ownZone, toOfferedTimes, type WhenChoice } from '../../lib/booking/chosen-time.ts';
import { fieldId } from '../ui/field.tsx';
import { useNow } from '../use-now.ts';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './when-choice.module.css';

interface WhenChoiceProps {
  when: WhenChoice;
  changed: (when: WhenChoice) => void;
  /** Within how long a surprise comes here. Null: not known yet. */
  surpriseWithinMs: number | null;
  /** What is wrong with the chosen time. */
  error: string | undefined;
}

/** When the candidate's phone is to ring: now, at a time, or by surprise. */
export function WhenChoiceFields({ when, changed, surpriseWithinMs, error }: WhenChoiceProps) {
  const words = useWords().booking;
  const format = useFormat();
  const usualMs = 2 * 3600_000;
  const within = toSpanWords(format, surpriseWithinMs ?? usualMs);
  return (
    <fieldset className={styles.choices}>
      <legend>{words.legend}</legend>
      <Choice
        isChosen={when.kind === 'now'}
        choose={() => changed({ kind: 'now' })}
        title={words.now}
        hint={words.nowHint}
      />
      <Choice
        isChosen={when.kind === 'at'}
        choose={() => changed({ kind: 'at', text: '' })}
        title={words.atTime}
        hint={words.atTimeHint}
      />
      {when.kind === 'at' ? (
        <ChosenTime text={when.text} changed={(text) => changed({ kind: 'at', text })} error={error} />
      ) : null}
      <Choice
        isChosen={when.kind === 'surprise'}
        choose={() => changed({ kind: 'surprise' })}
        title={words.surprise}
        hint={words.surpriseHint(within)}
      />
    </fieldset>
  );
}

function Choice(props: { isChosen: boolean; choose: () => void; title: string; hint: ReactNode }) {
  const { isChosen, choose, title, hint } = props;
  return (
    <label className={styles.choice}>
      <input type="radio" name="when" checked={isChosen} onChange={choose} />
      <span>
        <strong>{title}</strong>
        <span className={styles.hint}>{hint}</span>
      </span>
    </label>
  );
}

function ChosenTime(props: { text: string; changed: (text: string) => void; error: string | undefined }) {
  const { text, changed, error } = props;
  const id = fieldId('bookedTime');
  const words = useWords().booking;
  const everyMs = 30_000;
  const now = useNow(everyMs, true);
  const { min, max } = now === 0 ? { min: undefined, max: undefined } : toOfferedTimes(now);
  return (
    <div className={styles.time}>
      <label htmlFor={id}>{words.time}</label>
      <input
        id={id}
        type="datetime-local"
        name="bookedTime"
        value={text}
        min={min}
        max={max}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint ${id}-error`}
        onChange={({ target }) => changed(target.value)}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {words.timeHint(ownZone())}
      </p>
      <p id={`${id}-error`} className={styles.error}>
        {error}
      </p>
    </div>
  );
}
