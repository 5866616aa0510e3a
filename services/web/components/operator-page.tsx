'use client';

import { createOperatorClient } from '@ringback/shared/client/operator-client';
import { type FormEvent, useEffect, useMemo, useState } from 'react';
import { readOperatorToken, rememberOperatorToken } from '../lib/operator-token.ts';
import type { RunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { Field } from './field.tsx';
import { OperatorConsole } from './operator-console.tsx';
import { useServices } from './use-services.ts';

/** Asks for the operator token, which stays in this tab, and then shows the console. */
export function OperatorPage({ configuration }: { configuration: RunTimeConfiguration }) {
  const services = useServices(configuration);
  const [token, setToken] = useState('');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();

  useEffect(() => setToken(readOperatorToken()), []);
  const client = useMemo(
    () => (services && token !== '' ? createOperatorClient(services.addresses.apiUrl, token) : null),
    [services, token],
  );

  function enter(event: FormEvent): void {
    event.preventDefault();
    rememberOperatorToken(typed.trim());
    setProblem(undefined);
    setToken(typed.trim());
    setTyped('');
  }

  function leave(why?: string): void {
    rememberOperatorToken('');
    setProblem(why);
    setToken('');
  }

  if (client) return <OperatorConsole client={client} leave={leave} />;
  return (
    <main className="setup">
      <header className="setup-head">
        <h1>Operator</h1>
        <p>What lives here, who serves it, and how to stop it.</p>
      </header>
      <form className="card" onSubmit={enter}>
        <Field
          label="Operator token"
          hint="It is OPERATOR_TOKEN in your .env; “npm start” makes one by itself and prints which file has it. Kept in this tab only."
          error={problem}
        >
          {(ties) => (
            <input
              {...ties}
              type="password"
              autoComplete="off"
              required
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button primary" disabled={!services || typed.trim() === ''}>
          Enter
        </button>
      </form>
    </main>
  );
}
