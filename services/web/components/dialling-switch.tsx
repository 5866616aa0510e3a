import type { DiallingState } from '@ringback/shared/contract/http-api';
import { listProblemWords } from '../lib/operator-words.ts';

interface DiallingSwitchProps {
  dialling: DiallingState;
  set: (enabled: boolean) => void;
}

/** Whether phones are called, and the switch for it. */
export function DiallingSwitch({ dialling, set }: DiallingSwitchProps) {
  return (
    <section className="card" aria-label="Dialling">
      <h2>Dialling is {dialling.enabled ? 'on' : 'off'}</h2>
      <p className="hint">Off: no new phone call is placed anywhere. Calls that go on are not touched.</p>
      {dialling.problem === undefined ? null : (
        <p className="problem" data-testid="dialling-problem">
          {listProblemWords[dialling.problem]}
        </p>
      )}
      <button
        type="button"
        className={`button ${dialling.enabled ? 'danger' : 'primary'}`}
        data-testid="dialling"
        onClick={() => set(!dialling.enabled)}
      >
        Switch dialling {dialling.enabled ? 'off' : 'on'}
      </button>
    </section>
  );
}
