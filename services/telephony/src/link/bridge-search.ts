import type { SessionId } from '@ringback/shared/contract/ids';
import type { Instance } from '@ringback/shared/contract/instances';
import type { LinkCloseReason, ToBridge, ToTelephony } from '@ringback/shared/contract/media-link';
import type { Logger } from '@ringback/shared/runtime/logger';
import { type BridgeChannel, type BridgePool, chooseBridge } from './bridge-pool.ts';

const retryMs = 200;
/** How long a bridge may take to say `ready` or to refuse before it counts as hung. */
const answerLimitMs = 6_000;

/** One call's search for a bridge: it finds one, opens it, and finds the next until it is closed. */
export interface BridgeSearch {
  /** Looks for a bridge, now and every fifth of a second, until one takes the session. */
  open(): void;
  /** Looks for another one, a fifth of a second later. */
  searchAgain(): void;
  control(message: ToBridge): void;
  audio(timestampMs: number, payload: string): void;
  /** Looks for no other bridge. The current one stays until `close`. */
  stopSearching(): void;
  close(reason: LinkCloseReason): void;
  readonly isSearching: boolean;
  /** A bridge has said that the interviewer knows everything. */
  readonly isReady: boolean;
}

export function createBridgeSearch(options: {
  pool: BridgePool;
  sessionId: SessionId;
  listBridges: () => Promise<Instance[]>;
  logger: Logger;
  /**
   * The bridge that may have kept the session's model since another telephony instance was lost. Null: there is none.
   */
  keptBy: () => string | null;
  /** Whether this instance keeps something that no bridge has put on the record. */
  carries: () => boolean;
  onControl: (message: ToTelephony) => void;
  onAudio: (payload: string) => void;
  /** The bridge may hang. */
  onQuiet: () => void;
  /** A bridge that had been opened is gone. `endReason`: why it let go of the session by itself. */
  onGone: (endReason: string | null) => void;
}): BridgeSearch {
  const { pool, sessionId, listBridges, logger, keptBy, carries } = options;
  const { onControl, onAudio, onQuiet, onGone } = options;
  let channel: BridgeChannel | null = null;
  let opening = false;
  let closed: LinkCloseReason | null = null;
  let isLast = false;
  let retry: NodeJS.Timeout | null = null;
  let answer: NodeJS.Timeout | null = null;
  let isReady = false;
  /** The last bridge whose link was lost. The next one takes the session over from it. */
  let insteadOf: string | null = null;
  /** Bridges that refused. Forgotten when no other one is left. */
  const refused = new Set<string>();
  /** Bridges that did not answer. What they keep is lost. */
  const silent = new Set<string>();

  function whoKeeps(): string | null {
    const keeper = keptBy();
    return keeper !== null && silent.has(keeper) ? null : keeper;
  }

  function searchLater(): void {
    if (closed !== null || isLast || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      void search();
    }, retryMs);
  }

  function stopWaiting(): void {
    if (answer !== null) clearTimeout(answer);
    answer = null;
  }

  function lose(reason: string, endReason: string | null = null): void {
    stopWaiting();
    if (channel !== null) refused.add(channel.bridge);
    channel = null;
    if (closed !== null) return;
    logger.warn({ reason }, 'bridge gone');
    isReady = false;
    onGone(endReason);
  }

  function onMessage(message: ToTelephony): void {
    if (message.type === 'refused') lose(`refused: ${message.reason}`);
    else if (message.type === 'closed') lose('closed', message.reason);
    else {
      if (message.type === 'ready') {
        stopWaiting();
        isReady = true;
      }
      onControl(message);
    }
  }

  function onHung(): void {
    insteadOf = channel?.bridge ?? insteadOf;
    if (channel !== null) silent.add(channel.bridge);
    channel?.close('no answer');
    lose('no answer');
  }

  async function search(): Promise<void> {
    if (closed !== null || isLast || channel !== null || opening) return;
    opening = true;
    let bridge: Instance | null = null;
    try {
      bridge = chooseBridge(await listBridges(), { avoid: refused, kept: whoKeeps() });
      if (bridge === null) {
        refused.clear();
        searchLater();
        return;
      }
      const opened = await pool.open(
        bridge,
        { sessionId, insteadOf, carries: carries() },
        {
          onControl: onMessage,
          onAudio,
          onQuiet,
          onLost: (reason) => {
            insteadOf = channel?.bridge ?? insteadOf;
            lose(`link lost: ${reason}`);
          },
        },
      );
      if (closed !== null || isLast) {
        opened.close(closed ?? 'session over');
        return;
      }
      channel = opened;
      answer = setTimeout(onHung, answerLimitMs);
    } catch (error) {
      if (bridge !== null) {
        refused.add(bridge.instance);
        silent.add(bridge.instance);
      }
      logger.warn({ err: error }, 'bridge could not be reached');
      searchLater();
    } finally {
      opening = false;
    }
  }

  return {
    open: () => void search(),
    searchAgain: searchLater,
    get isSearching() {
      return retry !== null || answer !== null;
    },
    get isReady() {
      return isReady;
    },
    control: (message) => channel?.control(message),
    audio: (timestampMs, payload) => channel?.audio(timestampMs, payload),
    stopSearching() {
      isLast = true;
      if (retry !== null) clearTimeout(retry);
      retry = null;
    },
    close(reason) {
      if (closed !== null) return;
      closed = reason;
      if (retry !== null) clearTimeout(retry);
      retry = null;
      stopWaiting();
      channel?.close(reason);
      channel = null;
    },
  };
}
