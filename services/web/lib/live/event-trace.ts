import type { TranscriptItem } from '@ringback/shared/contract/session-view';

/** An event as it came to this page. Times in epoch ms: `at` of the server, `receivedAt` of this browser. */
export interface TracedEvent {
  revision: number;
  type: string;
  at: number;
  receivedAt: number;
}

const mostEvents = 300;

/** The last events that a page was told, for an engineer. */
export interface EventTrace {
  readonly events: readonly TracedEvent[];
  add(event: TracedEvent): void;
}

export function createEventTrace(): EventTrace {
  let events: readonly TracedEvent[] = [];
  return {
    get events() {
      return events;
    },
    add(event) {
      events = [...events.slice(1 - mostEvents), event];
    },
  };
}

type Turn = Pick<TranscriptItem, 'speaker' | 'startedAtMs' | 'endedAtMs'>;

/** How long the interviewer took to answer each time, in ms, in order; not those that began before the candidate had finished. */
export function toAnswerTimes(transcript: readonly Turn[]): number[] {
  return transcript.flatMap((turn, index) => {
    const before = transcript[index - 1];
    if (turn.speaker !== 'interviewer' || before?.speaker !== 'candidate') return [];
    if (turn.startedAtMs === null || before.endedAtMs === null) return [];
    const ms = turn.startedAtMs - before.endedAtMs;
    return ms >= 0 ? [ms] : [];
  });
}
