import { type EventTrace, toAnswerTimes } from '../../lib/live/event-trace.ts';
import type { LiveState } from '../../lib/live-state.ts';
import { Button } from '../ui/button.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './event-drawer.module.css';

interface EventDrawerProps {
  trace: EventTrace;
  state: LiveState;
  closed: () => void;
}

/** For an engineer: what this page was told and when, and how long what took. It stands beside the page and takes no focus. */
export function EventDrawer({ trace, state, closed }: EventDrawerProps) {
  const { frame, live } = useWords();
  const format = useFormat();
  const answers = toAnswerTimes(state.view?.transcript ?? []);
  const { revision, at, type, delay } = live.eventColumns;
  return (
    <aside className={styles.drawer} aria-label={live.events} data-testid="events">
      <div className={styles.head}>
        <h2>{live.events}</h2>
        <Button onClick={closed}>{frame.close}</Button>
      </div>
      <p className={styles.why}>{live.eventsWhy}</p>
      <dl className={styles.facts}>
        <dt>{live.revision}</dt>
        <dd>{trace.events.at(-1)?.revision ?? '–'}</dd>
        <dt>{live.clockAhead}</dt>
        <dd>{live.milliseconds(state.clockAheadMs)}</dd>
        <dt>{live.responseTimes}</dt>
        <dd>{answers.length === 0 ? '–' : answers.map(live.milliseconds).join(', ')}</dd>
      </dl>
      {trace.events.length === 0 ? (
        <p>{live.noEvents}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              {[revision, at, type, delay].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trace.events.toReversed().map((event) => (
              <tr key={event.revision}>
                <td>{event.revision}</td>
                <td>{format.clock(event.at)}</td>
                <td>{event.type}</td>
                <td>{live.milliseconds(event.receivedAt - state.clockAheadMs - event.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </aside>
  );
}
