'use client';

import { ApiError } from '@ringback/shared/client/gateway-call';
import type { OperatorClient } from '@ringback/shared/client/operator-client';
import { useState } from 'react';
import { DiallingSwitch } from './dialling-switch.tsx';
import { DeletionRecordSearch } from './erasure/deletion-record-search.tsx';
import { ResetAllForm } from './reset-all-form.tsx';
import { UnreadableSessions } from './unreadable-sessions.tsx';
import { useOperatorFigures } from './use-operator-figures.ts';
import { WideTable } from './wide-table.tsx';

interface OperatorConsoleProps {
  client: OperatorClient;
  leave: (why?: string) => void;
}

const toTime = (at: number | null): string => (at === null ? '–' : new Date(at).toLocaleTimeString());

/** Live sessions, instances, queues, the dialling switch and the reset of all sessions. */
export function OperatorConsole({ client, leave }: OperatorConsoleProps) {
  const { figures, problem, readAgain } = useOperatorFigures(client, leave);
  const [refusal, setRefusal] = useState<string>();

  async function act(ask: () => Promise<unknown>): Promise<void> {
    setRefusal(undefined);
    try {
      await ask();
      await readAgain();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setRefusal(error.message);
    }
  }

  return (
    <main className="operator">
      <header className="status-row">
        <h1>Operator</h1>
        <p className="badge">{figures === null ? 'Reading …' : `As of ${toTime(figures.readAt)}`}</p>
        <button type="button" className="button" onClick={() => leave()}>
          Leave
        </button>
      </header>
      <p className="problem" role="alert">
        {refusal ?? problem}
      </p>
      {figures === null ? null : (
        <>
          <DiallingSwitch
            dialling={figures.dialling}
            set={(enabled) => act(() => client.setDialling(enabled))}
          />
          <WideTable
            title={`Live sessions: ${figures.sessions.total}`}
            testId="sessions"
            columns={['Session', 'Call', 'Phase', 'Since', 'Deadline', 'Held by']}
            rows={figures.sessions.sessions.map((session) => ({
              key: session.sessionId,
              cells: [
                session.sessionId,
                session.via,
                session.phase,
                toTime(session.configuredAt),
                toTime(session.deadlineAt),
                session.holders.join(', '),
              ],
            }))}
          />
          <UnreadableSessions
            sessions={figures.sessions.unreadable ?? []}
            erase={(sessionId) => act(() => client.eraseUnreadable(sessionId))}
          />
          <WideTable
            title={`Instances: ${figures.instances.length}`}
            testId="instances"
            columns={['Service', 'Instance', 'Load', 'State', 'Heard of']}
            rows={figures.instances.map(({ service, instance, load, capacity, draining, heartbeatAt }) => ({
              key: `${service} ${instance}`,
              cells: [
                service,
                instance,
                `${load} of ${capacity}`,
                draining ? 'draining' : 'serving',
                toTime(heartbeatAt),
              ],
            }))}
          />
          <WideTable
            title="Queues"
            testId="queues"
            columns={['Queue', 'Waiting', 'Active', 'Delayed', 'Failed']}
            rows={figures.queues.map(({ name, counts }) => ({
              key: name,
              cells: [
                name,
                ...['wait', 'active', 'delayed', 'failed'].map((state) => String(counts[state] ?? 0)),
              ],
            }))}
          />
        </>
      )}
      <DeletionRecordSearch client={client} />
      <ResetAllForm client={client} />
    </main>
  );
}
