/**
 * Runs a machine: one input at a time, with effects started in order and never awaited. An effect's outcome is another
 * input. An input that arrives while one is being handled waits its turn.
 */
export interface Actor<Input, State = unknown> {
  readonly state: State;
  send(input: Input): void;
  /** Handles nothing from now on. `onLate` counts late inputs. */
  stop(): void;
}

export function startActor<State, Input, Effect>(parts: {
  state: State;
  transition: (state: State, input: Input) => readonly [State, readonly Effect[]];
  perform: (effect: Effect, send: (input: Input) => void) => void;
  onLate?: (input: Input) => void;
}): Actor<Input, State> {
  const { transition, perform, onLate = () => {} } = parts;
  let state = parts.state;
  let stopped = false;
  let busy = false;
  const waiting: Input[] = [];

  function send(input: Input): void {
    if (stopped) {
      onLate(input);
      return;
    }
    waiting.push(input);
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next !== undefined && !stopped; next = waiting.shift()) {
        const [after, effects] = transition(state, next);
        state = after;
        for (const effect of effects) perform(effect, send);
      }
    } finally {
      busy = false;
    }
  }

  return {
    get state() {
      return state;
    },
    send,
    stop() {
      stopped = true;
      waiting.length = 0;
    },
  };
}
