import { ApiError } from '@ringback/shared/client/gateway-call';
import type { OperatorClient } from '@ringback/shared/client/operator-client';
import { type DeletionRecord, deletionReferenceSchema } from '@ringback/shared/contract/deletion-record';
import { type FormEvent, useRef, useState } from 'react';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import text from '../ui/text.module.css';
import { useMoreWords } from '../words/more-context.ts';
import { useWords } from '../words/words-context.ts';
import { DeletionRecordView } from './deletion-record-view.tsx';

/** For an operator whom a person asks whether their data was erased. */
export function DeletionRecordSearch({ client }: { client: OperatorClient }) {
  const words = useWords();
  const { operator } = useMoreWords();
  const [typed, setTyped] = useState('');
  const [record, setRecord] = useState<DeletionRecord | null>(null);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLInputElement>(null);

  function refuse(why: string): void {
    setProblem(why);
    field.current?.focus();
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setRecord(null);
    setProblem(undefined);
    const reference = deletionReferenceSchema.safeParse(typed);
    if (!reference.success) return refuse(operator.recordShape);
    try {
      setRecord(await client.deletionRecord(reference.data));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refuse(toProblemWords(words, error));
    }
  }

  return (
    <Card title={operator.records}>
      <form className={text.stack} onSubmit={submit}>
        <Field label={operator.recordNumber} hint={operator.recordHint} error={problem}>
          {(ties) => (
            <input
              {...ties}
              ref={field}
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button type="submit" data-testid="find-deletion-record">
          {operator.find}
        </Button>
      </form>
      <div role="status">{record === null ? null : <DeletionRecordView record={record} />}</div>
    </Card>
  );
}
