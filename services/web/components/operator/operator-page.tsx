import { createOperatorClient } from '@ringback/shared/client/operator-client';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { readOperatorToken, rememberOperatorToken } from '../../lib/operator-token.ts';
import type { RunTimeConfiguration } from '../../lib/run-time-configuration.ts';
import { PageFrame } from '../frame/page-frame.tsx';
import { useTitle } from '../frame/use-title.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useServices } from '../use-services.ts';
import { useMoreWords } from '../words/more-context.ts';
import { MoreWords } from '../words/more-words.tsx';
import { OperatorConsole } from './operator-console.tsx';
import styles from './operator-page.module.css';

interface TokenFormProps {
  isReady: boolean;
  problem: string | undefined;
  /** The console was here before, and has taken the focus with it. */
  isBack: boolean;
  entered: (token: string) => void;
}

/** Asks for the operator token. */
function TokenForm({ isReady, problem, isBack, entered }: TokenFormProps) {
  const { operator } = useMoreWords();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isBack) field.current?.focus();
  }, [isBack]);
  function enter(event: FormEvent): void {
    event.preventDefault();
    entered(typed.trim());
  }
  return (
    <div className={styles.enter}>
      <h1>{operator.title}</h1>
      <p>{operator.lead}</p>
      <form className={styles.form} onSubmit={enter}>
        <Field label={operator.token} hint={operator.tokenHint} error={problem}>
          {(ties) => (
            <input
              {...ties}
              ref={field}
              type="password"
              autoComplete="off"
              required
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" disabled={!isReady || typed.trim() === ''}>
          {operator.enter}
        </Button>
      </form>
    </div>
  );
}

function Operator({ configuration }: { configuration: RunTimeConfiguration }) {
  const { operator } = useMoreWords();
  const services = useServices(configuration);
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBack, setIsBack] = useState(false);
  useTitle(operator.title);

  useEffect(() => setToken(readOperatorToken()), []);
  const client = useMemo(
    () => (services && token !== '' ? createOperatorClient(services.addresses.apiUrl, token) : null),
    [services, token],
  );

  function use(next: string, why?: string): void {
    rememberOperatorToken(next);
    setProblem(why);
    setIsBack(next === '');
    setToken(next);
  }

  return (
    <PageFrame width="wide">
      {client === null ? (
        <TokenForm isReady={services !== null} problem={problem} isBack={isBack} entered={use} />
      ) : (
        <OperatorConsole client={client} leave={(why) => use('', why)} />
      )}
    </PageFrame>
  );
}

/** Asks for the operator token, which stays in this tab, and then shows the console. */
export const OperatorPage = (props: { configuration: RunTimeConfiguration }) => (
  <MoreWords>
    <Operator {...props} />
  </MoreWords>
);
