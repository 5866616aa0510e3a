import type { ApiClient } from '@ringback/shared/client/api-client';
import { type DeviceCodeSeen, toDeviceCode } from '@ringback/shared/contract/device-codes';
import { type FormEvent, useRef, useState } from 'react';
import { rememberSessionId } from '../../lib/remembered.ts';
import { Field } from '../field.tsx';
import { useAttempt } from '../report/use-attempt.tsx';
import { JoinQuestion } from './join-question.tsx';

const shapeWords = 'A code has eight letters and digits, such as K7MP-2QXT. Look at your other device again.';

interface EnterCodeProps {
  api: ApiClient | null;
  /** This browser has the interviews of the other one now. */
  joined: () => void;
}

/** Takes the code of another device, shows what it opens, and opens it when the person says so. */
export function EnterCode({ api, joined }: EnterCodeProps) {
  const [typed, setTyped] = useState('');
  const [shapeProblem, setShapeProblem] = useState<string>();
  const [seen, setSeen] = useState<DeviceCodeSeen | null>(null);
  const attempt = useAttempt();
  const field = useRef<HTMLInputElement>(null);

  function look(event: FormEvent): void {
    event.preventDefault();
    const code = toDeviceCode(typed);
    setShapeProblem(code === null ? shapeWords : undefined);
    if (code === null || api === null) return;
    void attempt.run(async () => setSeen(await api.lookAtDeviceCode(code)));
  }
  function join(leaveOwn: boolean): void {
    void attempt.run(async () => {
      try {
        await api?.joinByDeviceCode({ code: typed, leaveOwn });
        // A call of the candidate that this browser had before cannot be returned to.
        rememberSessionId(null);
        setTyped('');
        joined();
      } finally {
        // Refused: what it opens has to be looked at again.
        setSeen(null);
      }
    });
  }
  return (
    <details className="device-part" data-testid="enter-code">
      <summary>I have a code</summary>
      <form onSubmit={look} noValidate>
        <Field
          label="The code that your other device shows"
          hint="You see first what it opens. Nothing changes yet."
          error={shapeProblem ?? attempt.problem}
        >
          {(ties) => (
            <input
              {...ties}
              ref={field}
              className="device-code-input"
              name="deviceCode"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={64}
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value);
                setShapeProblem(undefined);
                setSeen(null);
              }}
            />
          )}
        </Field>
        <button type="submit" className="button" disabled={api === null || attempt.isUnderWay}>
          See what it opens
        </button>
      </form>
      {seen === null ? null : (
        <JoinQuestion
          seen={seen}
          isUnderWay={attempt.isUnderWay}
          join={join}
          refuse={() => {
            setSeen(null);
            field.current?.focus();
          }}
        />
      )}
    </details>
  );
}
