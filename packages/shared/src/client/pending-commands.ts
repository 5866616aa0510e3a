import type { OperationId } from '../contract/ids.ts';
import type { AckMessage, ClientMessage } from '../contract/viewer-protocol.ts';

export type Command = Extract<ClientMessage, { operationId: OperationId }>;

/** How a command ended: by its acknowledgement, or as `unanswered` when none came in time. */
export type CommandOutcome = AckMessage['outcome'] | 'unanswered';

export interface CommandResult {
  outcome: CommandOutcome;
  /** The server's words for a person, if there are any. */
  message?: string;
  /** The same as a word, where the page has its own sentence. */
  reason?: string;
  /** Where the session's log stands with it. */
  revision?: number;
}

/** Commands that wait for their acknowledgement. Each is repeated under the same operation id until then. */
export interface PendingCommands {
  add(command: Command): Promise<CommandResult>;
  /** The connection is open: everything that waits is sent (again). */
  connected(): void;
  disconnected(): void;
  acknowledged(ack: AckMessage): void;
  /** Settles what waits as `unanswered`. Nothing more is sent. */
  close(): void;
}

const againAfterMs = 2_000;
/** Longer than the longest reconnection: 20 s for a half-open socket (row 27 in docs/faults.md). */
const lifetimeMs = 30_000;
/** What is asked of the interviewer is meant for the sentence that is being said. Later it would mean another one. */
const steerLifetimeMs = 3_000;

interface Waiting {
  command: Command;
  settle: (result: CommandResult) => void;
  again?: ReturnType<typeof setTimeout>;
  expiry: ReturnType<typeof setTimeout>;
}

export function createPendingCommands(send: (command: Command) => void): PendingCommands {
  const waiting = new Map<OperationId, Waiting>();
  let isConnected = false;

  function transmit(entry: Waiting): void {
    clearTimeout(entry.again);
    if (!isConnected) return;
    send(entry.command);
    entry.again = setTimeout(() => transmit(entry), againAfterMs);
  }

  function settle(operationId: OperationId, result: CommandResult): void {
    const entry = waiting.get(operationId);
    if (!entry) return;
    waiting.delete(operationId);
    clearTimeout(entry.again);
    clearTimeout(entry.expiry);
    entry.settle(result);
  }

  return {
    add(command) {
      const { operationId } = command;
      return new Promise((resolve) => {
        const livesMs = command.type === 'steer' ? steerLifetimeMs : lifetimeMs;
        const expiry = setTimeout(() => settle(operationId, { outcome: 'unanswered' }), livesMs);
        const entry: Waiting = { command, settle: resolve, expiry };
        waiting.set(operationId, entry);
        transmit(entry);
      });
    },
    connected() {
      isConnected = true;
      for (const entry of waiting.values()) transmit(entry);
    },
    disconnected() {
      isConnected = false;
      for (const entry of waiting.values()) clearTimeout(entry.again);
    },
    acknowledged(ack) {
      const entry = waiting.get(ack.operationId);
      if (entry && ack.outcome === 'limited') {
        clearTimeout(entry.again);
        entry.again = setTimeout(() => transmit(entry), ack.retryAfterMs ?? againAfterMs);
        return;
      }
      const { outcome, message, reason, revision } = ack;
      settle(ack.operationId, {
        outcome,
        ...(message === undefined ? {} : { message }),
        ...(reason === undefined ? {} : { reason }),
        ...(revision === undefined ? {} : { revision }),
      });
    },
    close() {
      isConnected = false;
      for (const operationId of [...waiting.keys()]) settle(operationId, { outcome: 'unanswered' });
    },
  };
}
