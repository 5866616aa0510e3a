/** What happens to the connection after a lost reply: reset at once, or open and silent for ever. */
export type AfterLoss = 'reset' | 'silent';

/** The next message between a service and Redis that is to be lost. */
interface Loss {
  of: 'command' | 'reply';
  command: string;
  /** Text that the command has. */
  containing: string;
  after: AfterLoss;
  /** So many are not lost. */
  passing: number;
}

type Ordered = Loss & { done: (isLost: boolean) => void };

/** Which message is lost next. There is one such order at a time. */
export interface Losses {
  /** Resolves when it is lost; false: no such message came by. */
  order(loss: Loss): Promise<boolean>;
  /** Whether this is the message. It is lost once. */
  take(of: Loss['of'], command: string, frame: Buffer): Pick<Ordered, 'after' | 'done'> | null;
  /** Takes the order back. */
  cancel(): void;
}

export function createLosses(): Losses {
  let next: Ordered | null = null;
  return {
    order: (loss) =>
      new Promise((done) => {
        next = { ...loss, done };
      }),
    take(of, command, frame) {
      const isMeant = next?.of === of && next.command === command && frame.includes(next.containing);
      if (next === null || !isMeant) return null;
      if (next.passing > 0) {
        next.passing -= 1;
        return null;
      }
      const taken = next;
      next = null;
      return taken;
    },
    cancel() {
      next?.done(false);
      next = null;
    },
  };
}
