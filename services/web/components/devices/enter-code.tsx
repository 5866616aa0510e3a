import type { ApiClient } from '@ringback/shared/client/api-client';
import { type DeviceCodeSeen, toDeviceCode } from '@ringback/shared/contract/device-codes';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { rememberSessionId } from '../../lib/remembered.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useAttempt } from '../use-attempt.tsx';
import { useSetUpWords } from '../words/set-up-context.ts';
import styles from './device-part.module.css';
import { JoinQuestion } from './join-question.tsx';

interface EnterCodeProps {
  api: ApiClient | null;
  /** This browser has the interviews of the other one now. */
  joined: () => void;
}

/** Takes the code of another device, shows what it opens, and opens it when the person says so. */
export function EnterCode({ api, joined }: EnterCodeProps) {
  const { devices } = useSetUpWords();
  const [typed, setTyped] = useState('');
  const [shapeProblem, setShapeProblem] = useState<string>();
  const [looked, setLooked] = useState<{ code: string; seen: DeviceCodeSeen } | null>(null);
  const attempt = useAttempt();
  const field = useRef<HTMLInputElement>(null);
  // Another code may have been typed while the server was asked. The question is about the code that stands in the field.
  const asked = looked?.code === toDeviceCode(typed) ? looked : null;
  // A refusal takes the question away, and the focus would go with it.
  useEffect(() => {
    if (attempt.problem !== undefined) field.current?.focus();
  }, [attempt.problem]);

  function look(event: FormEvent): void {
    event.preventDefault();
    const code = toDeviceCode(typed);
    setShapeProblem(code === null ? devices.codeShape : undefined);
    if (code === null) field.current?.focus();
    if (code === null || api === null) return;
    void attempt.run(async () => setLooked({ code, seen: await api.lookAtDeviceCode(code) }));
  }
  function join(code: string, leaveOwn: boolean): void {
    void attempt.run(async () => {
      try {
        await api?.joinByDeviceCode({ code, leaveOwn });
        // A call of the candidate that this browser had before cannot be returned to.
        rememberSessionId(null);
        setTyped('');
        joined();
      } finally {
        // Refused: what it opens has to be looked at again.
        setLooked(null);
      }
    });
  }
  return (
    <details className={styles.part} data-testid="enter-code">
      <summary>{devices.haveCode}</summary>
      <form className={styles.form} onSubmit={look} noValidate>
        <Field label={devices.code} hint={devices.codeHint} error={shapeProblem ?? attempt.problem}>
          {(ties) => (
            <input
              {...ties}
              ref={field}
              className={styles.codeInput}
              name="deviceCode"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={64}
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value);
                setShapeProblem(undefined);
                setLooked(null);
              }}
            />
          )}
        </Field>
        <Button type="submit" disabled={api === null || attempt.isUnderWay}>
          {devices.look}
        </Button>
      </form>
      {asked === null ? null : (
        <JoinQuestion
          seen={asked.seen}
          isUnderWay={attempt.isUnderWay}
          join={(leaveOwn) => join(asked.code, leaveOwn)}
          refuse={() => {
            setLooked(null);
            field.current?.focus();
          }}
        />
      )}
    </details>
  );
}
