import { WideTable } from '../wide-table.tsx';
import { useMoreWords } from '../words/more-context.ts';
import { useFormat } from '../words/words-context.ts';
import type { OperatorFigures } from './use-operator-figures.ts';

const queueStates = ['wait', 'active', 'delayed', 'failed'] as const;

/** Live sessions, instances and queues. Their words are those of the logs, in every language of the pages. */
export function FigureTables({ figures }: { figures: OperatorFigures }) {
  const { operator } = useMoreWords();
  const format = useFormat();
  const toTime = (at: number | null): string => (at === null ? '–' : format.clock(at));
  const { sessions, instances, queues } = figures;
  return (
    <>
      <WideTable
        title={operator.sessions(sessions.total)}
        testId="sessions"
        columns={operator.sessionColumns}
        rows={sessions.sessions.map((session) => ({
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
      <WideTable
        title={operator.instances(instances.length)}
        testId="instances"
        columns={operator.instanceColumns}
        rows={instances.map(({ service, instance, load, capacity, draining, heartbeatAt }) => ({
          key: `${service} ${instance}`,
          cells: [
            service,
            instance,
            operator.load(load, capacity),
            draining ? operator.draining : operator.serving,
            toTime(heartbeatAt),
          ],
        }))}
      />
      <WideTable
        title={operator.queues}
        testId="queues"
        columns={operator.queueColumns}
        rows={queues.map(({ name, counts }) => ({
          key: name,
          cells: [name, ...queueStates.map((state) => format.number(counts[state] ?? 0))],
        }))}
      />
    </>
  );
}
