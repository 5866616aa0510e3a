import type { ApiClient } from '@ringback/shared/client/api-client';
import { ApiError, isFinalStatus } from '@ringback/shared/client/gateway-call';
import { newOperationId } from '@ringback/shared/client/operation-id';
import type { DeletionRecord, ErasurePreview } from '@ringback/shared/contract/deletion-record';
import { createPageState } from '../page-state.ts';

const lookAgainMs = 2_000;

/** What a page shows of an erasure. A new object whenever something changed. */
export interface ErasureState {
  /** `under_way`: the server goes on by itself, whatever becomes of the page. */
  phase: 'choosing' | 'asking' | 'under_way' | 'erased';
  preview: ErasurePreview | null;
  /** The number of the deletion record. It may be known before the record can be read. */
  reference: string | null;
  record: DeletionRecord | null;
  /** `number_missing`: it is erased, and the number of its deletion record is not known here. */
  problem: ApiError | 'number_missing' | undefined;
  /** The server was asked and did not refuse for good: it may erase all the same. */
  mayBeErased: boolean;
}

export const newErasure: ErasureState = {
  ...{ phase: 'choosing', preview: null, reference: null, record: null },
  ...{ problem: undefined, mayBeErased: false },
};

/** A look at what an erasure removes, the erasure, and its deletion record. */
export interface Erasing {
  readonly state: ErasureState;
  subscribe(listener: () => void): () => void;
  /** Erases for good, once. After a refusal it may be called again. */
  erase(): Promise<void>;
  /** The page is left. Twice is safe. */
  close(): void;
}

/** Looks at once. @param sessionId null: everything of this person. @param forget empties the browser after that. */
export function startErasure(parts: {
  api: Pick<ApiClient, 'erasurePreview' | 'erase' | 'eraseEverything' | 'deletionRecord'>;
  sessionId: string | null;
  forget: () => void;
}): Erasing {
  const { api, sessionId, forget } = parts;
  const page = createPageState<ErasureState>(newErasure);
  // A repeated click after a lost answer gets the record of the first one.
  const operationId = newOperationId();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;

  function refused(error: unknown): ApiError {
    if (!(error instanceof ApiError)) throw error;
    page.update({ problem: error });
    return error;
  }

  async function look(): Promise<void> {
    try {
      page.update({ preview: await api.erasurePreview(sessionId) });
    } catch (error) {
      refused(error);
    }
  }

  function lookLater(reference: string): void {
    if (!isLeft) timer = setTimeout(() => void readRecord(reference), lookAgainMs);
  }

  function told(record: DeletionRecord): void {
    const { reference, erasedAt } = record;
    page.update({ phase: erasedAt === null ? 'under_way' : 'erased', reference, record, problem: undefined });
    if (erasedAt === null) lookLater(reference);
  }

  /** The erasure has been asked for: only the reading is tried again. */
  async function readRecord(reference: string): Promise<void> {
    try {
      told(await api.deletionRecord(reference));
    } catch (error) {
      if (!isFinalStatus(refused(error).status)) lookLater(reference);
    }
  }

  async function eraseOne(id: string): Promise<void> {
    const reference = await api.erase(id);
    // A gateway of the release before, or a proxy, leaves the number out.
    if (reference === '') return page.update({ phase: 'erased', problem: 'number_missing' });
    page.update({ phase: 'erased', reference });
    await readRecord(reference);
  }

  async function eraseEverything(): Promise<void> {
    told(await api.eraseEverything(operationId));
    forget();
  }

  function notErased({ status }: ApiError): void {
    const { mayBeErased } = page.current;
    const isGone = mayBeErased && status === 404;
    if (isGone) page.update({ phase: 'erased', problem: 'number_missing' });
    else page.update({ phase: 'choosing', mayBeErased: mayBeErased || !isFinalStatus(status) });
  }

  void look();
  return {
    get state() {
      return page.current;
    },
    subscribe: page.subscribe,
    async erase() {
      if (page.current.phase !== 'choosing') return;
      page.update({ phase: 'asking', problem: undefined });
      try {
        await (sessionId === null ? eraseEverything() : eraseOne(sessionId));
      } catch (error) {
        notErased(refused(error));
      }
    },
    close() {
      isLeft = true;
      clearTimeout(timer);
      page.leave();
    },
  };
}
