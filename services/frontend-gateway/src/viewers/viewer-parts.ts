import type { SessionId } from '@ringback/shared/contract/ids';
import type { AckMessage } from '@ringback/shared/contract/viewer-protocol';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { WebSocket } from 'ws';
import type { ViewerCommand } from '../domain/viewer.ts';
import type { Visitor } from '../http/visitor-budget.ts';
import type { SessionHub } from './session-hub.ts';
import type { Peer, SeatedAdmission } from './viewer-admission.ts';

/** What a logs socket needs of the rest. */
export interface ViewerParts {
  hub: SessionHub;
  /** Uses a ticket up and takes a seat; `onRevoked` comes when the link that it is by is no longer in force. */
  admit(ticket: string, peer: Peer, onRevoked: () => void): Promise<SeatedAdmission>;
  /** Carries a command out; always answers, also when the store is away. */
  run(order: { sessionId: SessionId; command: ViewerCommand; visitor: Visitor }): Promise<AckMessage>;
  /** So many bytes of a view were sent. */
  onShown: (visitor: Visitor, bytes: number) => void;
  logger: Logger;
  onStale: (kind: string) => void;
  /** Comes once for each viewer, when it is retired or closed by the other side. */
  onGone: (viewer: Viewer, socket: WebSocket) => void;
}

/** One logs socket from the upgrade to its end. */
export interface Viewer {
  /** Before it has been welcomed. */
  readonly waiting: boolean;
  /** 1 while it waits for hello or for its session. */
  readonly timers: number;
  dismiss(code: number, reason: string): void;
  /** Looks again whether it reads; called a few times a second. */
  check(): void;
}
