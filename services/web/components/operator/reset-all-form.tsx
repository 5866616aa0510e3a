import type { OperatorClient } from '@ringback/shared/client/operator-client';
import type { ResetProgress } from '@ringback/shared/contract/http-api';
import { type FormEvent, useState } from 'react';
import { wait } from '../../lib/wait.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import text from '../ui/text.module.css';
import { AttemptProblem, useAttempt } from '../use-attempt.tsx';
import { useMoreWords } from '../words/more-context.ts';

/** What the server wants to be told, in every language of the pages. */
const confirmation = 'reset all';
const pollMs = 300;
const givenUpAfterMs = 30_000;

/** Ends every live session once the confirmation was typed. Shows the progress and which instances have confirmed. */
export function ResetAllForm({ client }: { client: OperatorClient }) {
  const { operator } = useMoreWords();
  const [typed, setTyped] = useState('');
  const [progress, setProgress] = useState<ResetProgress | null>(null);
  const [isUnconfirmed, setIsUnconfirmed] = useState(false);
  const attempt = useAttempt();

  async function follow(): Promise<void> {
    const { operationId } = await client.resetAll();
    const until = Date.now() + givenUpAfterMs;
    for (;;) {
      const now = await client.resetProgress(operationId);
      setProgress(now);
      if (now.done) return;
      if (Date.now() > until) return setIsUnconfirmed(true);
      await wait(pollMs);
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (typed !== confirmation) return;
    void attempt.run(async () => {
      setIsUnconfirmed(false);
      setProgress(null);
      setTyped('');
      await follow();
    });
  }

  const confirmed = progress?.instances.filter((instance) => instance.confirmed).length ?? 0;
  return (
    <Card title={operator.resetAll}>
      <form className={text.stack} onSubmit={submit}>
        <p className={text.hint}>{operator.resetHint}</p>
        <Field label={operator.typeToConfirm(confirmation)}>
          {(ties) => (
            <input
              {...ties}
              autoComplete="off"
              data-testid="reset-confirmation"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          kind="danger"
          data-testid="reset-all"
          disabled={typed !== confirmation || attempt.isUnderWay}
        >
          {attempt.isUnderWay ? operator.resetting : operator.endAll}
        </Button>
        <div role="status" data-testid="reset-progress">
          {progress === null ? null : (
            <p>
              {operator.progress(
                progress.sessionsEnded,
                progress.sessionsTotal,
                confirmed,
                progress.instances.length,
              )}
              {progress.done ? operator.done : operator.notDone}
            </p>
          )}
        </div>
        <AttemptProblem attempt={isUnconfirmed ? { ...attempt, problem: operator.notConfirmed } : attempt} />
      </form>
    </Card>
  );
}
