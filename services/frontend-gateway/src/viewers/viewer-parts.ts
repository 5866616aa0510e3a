import type { SessionId } from '@ringback/shared/contract/ids';
import type { AckMessage } from '@ringback/shared/contract/viewer-protocol';
import type { Logger } from '@ringback/shared/runtime/logger';
import type { WebSocket } from 'ws';
import type { ViewerCommand } from '../domain/viewer.ts';
import type { Visitor } from '../http/visitor-budget.ts';
import type { SessionHub } from './session-hub.ts';
import type { Peer, SeatedAdmission } from './viewer-admission.ts';
import type { Sitter } from './viewer-seats.ts';

/** What a logs socket needs from the rest of the gateway. */
export interface ViewerParts {
  hub: SessionHub;
  /** Uses up a ticket and takes a seat. A coach's viewer is told again and again what the ticket's link shows. */
  admit(ticket: string, peer: Peer, onShared: Sitter['onShared']): Promise<SeatedAdmission>;
  /** Carries out a command. Always answers, also when the store is away. */
  run(order: { sessionId: SessionId; command: ViewerCommand; visitor: Visitor }): Promise<AckMessage>;
  /** This many bytes of a view were sent. */
  onShown: (visitor: Visitor, bytes: number) => void;
  logger: Logger;
  onStale: (kind: string) => void;
  /** Called once for each viewer, when it is retired or closed by the other side. */
  onGone: (viewer: Viewer, socket: WebSocket) => void;
}

/** One logs socket from the upgrade to its end. */
export interface Viewer {
  /** True until it has been welcomed. */
  readonly isWaiting: boolean;
  /** 1 while it waits for hello or for its session. */
  readonly timers: number;
  dismiss(code: number, reason: string): void;
  /** Checks whether the browser reads. Called a few times a second. */
  check(): void;
}
