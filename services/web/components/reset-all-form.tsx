'use client';

import { ApiError } from '@ringback/shared/client/gateway-call';
import type { OperatorClient } from '@ringback/shared/client/operator-client';
import type { ResetProgress } from '@ringback/shared/contract/http-api';
import { type FormEvent, useState } from 'react';
import { Field } from './field.tsx';

const words = 'reset all';
const pollMs = 300;
const givenUpAfterMs = 30_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ends every live session once the confirmation was typed. Shows the progress and which instances have confirmed. */
export function ResetAllForm({ client }: { client: OperatorClient }) {
  const [typed, setTyped] = useState('');
  const [progress, setProgress] = useState<ResetProgress | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<string>();

  async function follow(): Promise<void> {
    const { operationId } = await client.resetAll();
    const until = Date.now() + givenUpAfterMs;
    for (;;) {
      const now = await client.resetProgress(operationId);
      setProgress(now);
      if (now.done) return;
      if (Date.now() > until)
        return setProblem('Not all instances have confirmed after 30 s. Look at the instances.');
      await wait(pollMs);
    }
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (typed !== words || isRunning) return;
    setIsRunning(true);
    setProblem(undefined);
    setProgress(null);
    setTyped('');
    try {
      await follow();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setProblem(error.message);
    } finally {
      setIsRunning(false);
    }
  }

  return (
    <form className="card" onSubmit={submit}>
      <h2>Reset all</h2>
      <p className="hint">
        Ends every live session on every instance at once, calls included. There is no way back.
      </p>
      <Field label={`Type “${words}” to confirm`}>
        {(ties) => (
          <input
            {...ties}
            autoComplete="off"
            data-testid="reset-confirmation"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <button
        type="submit"
        className="button danger"
        data-testid="reset-all"
        disabled={typed !== words || isRunning}
      >
        {isRunning ? 'Resetting…' : 'End all sessions'}
      </button>
      <div role="status" data-testid="reset-progress">
        {progress === null ? null : (
          <p>
            {progress.sessionsEnded} of {progress.sessionsTotal} sessions ended,{' '}
            {progress.instances.filter(({ confirmed }) => confirmed).length} of {progress.instances.length}{' '}
            instances confirmed{progress.done ? '. Done.' : ' …'}
          </p>
        )}
      </div>
      <p className="problem" role="alert">
        {problem}
      </p>
    </form>
  );
}
