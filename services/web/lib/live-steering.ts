import type { CommandResult } from '@ringback/shared/client/pending-commands';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { SteeringKind } from '@ringback/shared/contract/steering';
import { evolveSteering, type Steering, type SteeringChange, steerable } from './steering.ts';

/** How long the page waits for the interviewer's answer, in ms. An older interviewer gives none. */
const answerWithinMs = 5_000;

/** What a live page shows of it. */
export interface SteeringState {
  /** What can be asked now. Empty: the interview is not on, or the services are older than this page. */
  kinds: readonly SteeringKind[];
  /** What was asked last, and what became of it. */
  last: Steering;
}
export const nothingAsked: SteeringState = { kinds: [], last: { phase: 'idle' } };

/** What a live page asks of the interviewer, one thing at a time. */
export interface LiveSteering {
  /** Does nothing for a kind that cannot be asked now, or while another one is under way. */
  ask(kind: SteeringKind): void;
  /** The gateway says what it passes on. */
  offered(kinds: readonly string[]): void;
  viewed(view: SessionView): void;
  close(): void;
}

export function createLiveSteering(options: {
  send: (kind: SteeringKind) => Promise<CommandResult>;
  changed: (state: SteeringState) => void;
}): LiveSteering {
  let state = nothingAsked;
  let view: SessionView | null = null;
  let offer: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What the first view told is of before this page. */
  let toldAt: number | null | undefined;

  function become(next: SteeringState): void {
    const isSame = next.last === state.last && next.kinds.join() === state.kinds.join();
    state = next;
    if (!isSame) options.changed(next);
  }

  function change(...changes: readonly SteeringChange[]): void {
    const last = changes.reduce(evolveSteering, state.last);
    if (last.phase !== 'asked') clearTimeout(timer);
    become({ ...state, last });
  }

  const told = (): SteeringChange => ({ type: 'told', steering: view?.steering ?? null });
  const offerAnew = () => become({ ...state, kinds: steerable(view, offer) });

  return {
    ask(kind) {
      if (state.last.phase === 'asked' || !state.kinds.includes(kind)) return;
      change({ type: 'asked', kind });
      timer = setTimeout(() => change({ type: 'waited' }), answerWithinMs);
      options.send(kind).then(
        // The interviewer may have answered before the gateway did.
        (result) => change({ type: 'acknowledged', result }, told()),
        () => change({ type: 'acknowledged', result: { outcome: 'unanswered' } }),
      );
    },
    offered(kinds) {
      offer = kinds;
      offerAnew();
    },
    viewed(next) {
      view = next;
      offerAnew();
      const at = next.steering?.at ?? null;
      const isNew = toldAt !== undefined && at !== toldAt;
      toldAt = at;
      if (isNew) change(told());
    },
    close: () => clearTimeout(timer),
  };
}
