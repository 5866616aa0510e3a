'use client';

import { ApiError } from '@ringback/shared/client/gateway-call';
import type { OperatorClient } from '@ringback/shared/client/operator-client';
import { type DeletionRecord, deletionReferenceSchema } from '@ringback/shared/contract/deletion-record';
import { type FormEvent, useRef, useState } from 'react';
import { Field } from '../field.tsx';
import { DeletionRecordView } from './deletion-record-view.tsx';

const howToType =
  'A number has 16 letters and digits, such as 7K3M-Q9TD-0A1B-XYZ2. Compare it with the person’s copy.';

/** For an operator whom a person asks whether their data was erased. */
export function DeletionRecordSearch({ client }: { client: OperatorClient }) {
  const [typed, setTyped] = useState('');
  const [record, setRecord] = useState<DeletionRecord | null>(null);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLInputElement>(null);

  function refuse(words: string): void {
    setProblem(words);
    field.current?.focus();
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setRecord(null);
    setProblem(undefined);
    const reference = deletionReferenceSchema.safeParse(typed);
    if (!reference.success) return refuse(howToType);
    try {
      setRecord(await client.deletionRecord(reference.data));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      refuse(error.message);
    }
  }

  return (
    <form className="card" onSubmit={submit}>
      <h2>Deletion records</h2>
      <Field
        label="Number of the deletion record"
        hint="A person whose data was erased has it. The record says what was erased and when, and names no person."
        error={problem}
      >
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
      <button type="submit" className="button" data-testid="find-deletion-record">
        Find it
      </button>
      <div role="status">{record === null ? null : <DeletionRecordView record={record} />}</div>
    </form>
  );
}
