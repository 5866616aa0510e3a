import { interviewPhases, toInterviewPhase } from '@ringback/shared/contract/lifecycle';
import { useWords } from '../words/words-context.ts';
import styles from './phase-steps.module.css';

/** Which part of the interview this is, and how many there are. */
export function PhaseSteps({ phase }: { phase: string | null }) {
  const { session: call, live } = useWords();
  const known = toInterviewPhase(phase);
  if (known === null) return null;
  const step = interviewPhases.indexOf(known) + 1;
  return (
    <p className={styles.phase}>
      <span className={styles.steps} aria-hidden="true">
        {interviewPhases.map((each, index) => (
          <span key={each} className={index < step ? styles.reached : styles.step} />
        ))}
      </span>
      <span data-testid="interview-phase">{call.interviewPhases[known]}</span>
      <span className={styles.of}>{live.stepOf(step, interviewPhases.length)}</span>
    </p>
  );
}
