import { type InterviewMode, interviewModes } from '@ringback/shared/contract/interview-mode';
import { useWords } from '../words/words-context.ts';
import styles from './study-choice.module.css';

interface StudyChoiceProps {
  mode: InterviewMode;
  changed: (mode: InterviewMode) => void;
}

/** Chooses between an exam and study mode. It is fixed once the session has started. */
export function StudyChoice({ mode, changed }: StudyChoiceProps) {
  const { study } = useWords();
  return (
    <fieldset className={styles.choice} data-testid="study-choice">
      <legend>{study.choose}</legend>
      {interviewModes.map((one) => (
        <label key={one} className={styles.option}>
          <input type="radio" name="interview-mode" checked={mode === one} onChange={() => changed(one)} />
          <span>
            <strong>{study.modes[one].name}</strong>
            <span className={styles.what}>{study.modes[one].what}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
