import type { ApiClient } from '@ringback/shared/client/api-client';
import type { DebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import { newOperationId } from '@ringback/shared/client/operation-id';
import type { Coaching, NoteId } from '@ringback/shared/contract/coach-notes';
import { createPageState } from './page-state.ts';

/** How often a page that is looked at asks what its link lets it do: its owner may change that at any time. */
const lookEveryMs = 5_000;

/** What a coach has on their desk. A new object whenever something changed. */
export interface CoachDeskState {
  /** Null until it was told. */
  coaching: Coaching | null;
}

/** Where a note belongs: when the coach began to write it, and beside which turn. */
export interface NoteMoment {
  atMs: number | null;
  itemId: string | null;
}

/** A coach's notes and topics by one link. What is asked for resolves to null, or to its refusal. */
export interface CoachDesk {
  readonly state: CoachDeskState;
  subscribe(listener: () => void): () => void;
  look(): void;
  leaveNote(text: string, moment: NoteMoment): Promise<ApiError | null>;
  deleteNote(noteId: NoteId): Promise<ApiError | null>;
  suggest(topic: string): Promise<ApiError | null>;
  close(): void;
}

type CoachApi = Pick<ApiClient, 'coaching' | 'leaveNote' | 'deleteOwnNote' | 'suggestTopic'>;

/** Looks at once, and again and again while the page is looked at. A link that is gone is asked about no more. */
export function openCoachDesk(parts: {
  token: string;
  api: CoachApi;
  isHidden: () => boolean;
  log: DebugLog;
}): CoachDesk {
  const { token, api, isHidden, log } = parts;
  const page = createPageState<CoachDeskState>({ coaching: null });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  let looks = 0;
  /** The operation of a note or topic whose answer was lost: sent again, it is the same one. */
  const unanswered = new Map<string, ReturnType<typeof newOperationId>>();

  async function read(): Promise<void> {
    looks += 1;
    const own = looks;
    try {
      const coaching = await api.coaching(token);
      if (!isLeft && own === looks) page.update({ coaching });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      log('notes not read', { reason: error.code });
      if (error.code === 'share_not_found') close();
    }
  }

  function look(): void {
    clearTimeout(timer);
    if (isLeft) return;
    if (!isHidden()) void read();
    timer = setTimeout(look, lookEveryMs);
  }

  function close(): void {
    isLeft = true;
    clearTimeout(timer);
  }

  async function attempt(action: () => Promise<void>): Promise<ApiError | null> {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      log('coach refused', { reason: error.code });
      look();
      return error;
    }
    await read();
    return null;
  }

  /** Sends under the same operation until there is an answer. */
  async function send<T>(
    what: string,
    action: (operationId: ReturnType<typeof newOperationId>) => Promise<T>,
  ): Promise<T> {
    const operationId = unanswered.get(what) ?? newOperationId();
    unanswered.set(what, operationId);
    try {
      const answer = await action(operationId);
      unanswered.delete(what);
      return answer;
    } catch (error) {
      if (error instanceof ApiError && error.status !== 0) unanswered.delete(what);
      throw error;
    }
  }

  look();
  return {
    get state() {
      return page.current;
    },
    subscribe: page.subscribe,
    look,
    leaveNote: (text, moment) =>
      attempt(async () => {
        await send(`note ${text}`, (operationId) => api.leaveNote(token, { operationId, text, ...moment }));
      }),
    deleteNote: (noteId) => attempt(() => api.deleteOwnNote(token, noteId)),
    suggest: (topic) =>
      attempt(async () => {
        await send(`topic ${topic}`, (operationId) => api.suggestTopic(token, { operationId, topic }));
      }),
    close() {
      close();
      page.leave();
    },
  };
}
