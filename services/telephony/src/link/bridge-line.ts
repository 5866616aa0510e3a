import type { SessionId } from '@ringback/shared/contract/ids';
import type { Instance } from '@ringback/shared/contract/instances';
import type { ToBridge, ToTelephony } from '@ringback/shared/contract/media-link';
import type { Logger } from '@ringback/shared/runtime/logger';
import { type BridgeChannel, type BridgePool, chooseBridge } from './bridge-pool.ts';

const retryMs = 500;

/** One call's way to a bridge: found, opened, and found again until it is closed. */
export interface BridgeLine {
  /** Looks for a bridge, now and then every half second until one takes the session. */
  open(): void;
  control(message: ToBridge): void;
  audio(timestampMs: number, payload: string): void;
  close(reason: string): void;
  readonly isSearching: boolean;
}

export function createBridgeLine(options: {
  pool: BridgePool;
  sessionId: SessionId;
  listBridges: () => Promise<Instance[]>;
  logger: Logger;
  onControl: (message: ToTelephony) => void;
  onAudio: (payload: string) => void;
  /** A bridge that had been opened is gone. True: look for another one. */
  onGone: (reason: string) => boolean;
}): BridgeLine {
  const { pool, sessionId, listBridges, logger, onControl, onAudio, onGone } = options;
  let channel: BridgeChannel | null = null;
  let opening = false;
  let closed = false;
  let retry: NodeJS.Timeout | null = null;
  /** Bridges that refused; forgotten when nobody else is left. */
  const refused = new Set<string>();

  function searchLater(): void {
    if (closed || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      void search();
    }, retryMs);
  }

  function lose(reason: string): void {
    if (channel !== null) refused.add(channel.bridge);
    channel = null;
    if (closed) return;
    logger.warn({ reason }, 'bridge gone');
    if (onGone(reason)) searchLater();
  }

  function onMessage(message: ToTelephony): void {
    if (message.type === 'refused') lose(`refused: ${message.reason}`);
    else if (message.type === 'closed') lose('closed');
    else onControl(message);
  }

  async function search(): Promise<void> {
    if (closed || channel !== null || opening) return;
    opening = true;
    try {
      const bridge = chooseBridge(await listBridges(), refused);
      if (bridge === null) {
        refused.clear();
        searchLater();
        return;
      }
      const opened = await pool.open(bridge, sessionId, {
        onControl: onMessage,
        onAudio,
        onLost: (reason) => lose(`link lost: ${reason}`),
      });
      if (closed) opened.close('session over');
      else channel = opened;
    } catch (error) {
      logger.warn({ err: error }, 'bridge could not be reached');
      searchLater();
    } finally {
      opening = false;
    }
  }

  return {
    open: () => void search(),
    get isSearching() {
      return retry !== null;
    },
    control: (message) => channel?.control(message),
    audio: (timestampMs, payload) => channel?.audio(timestampMs, payload),
    close(reason) {
      if (closed) return;
      closed = true;
      if (retry !== null) clearTimeout(retry);
      retry = null;
      channel?.close(reason);
      channel = null;
    },
  };
}
