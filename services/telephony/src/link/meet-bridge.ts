import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { Instance } from '@ringback/shared/contract/instances';
import { linkMaxMessageBytes } from '@ringback/shared/contract/media-link';
import type { KeyRing } from '@ringback/shared/runtime/key-ring';
import { type LinkRefusal, proveToBridge } from '@ringback/shared/runtime/link-handshake';
import { retireSocket } from '@ringback/shared/runtime/socket';
import { WebSocket } from 'ws';

const connectLimitMs = 3_000;

/** Resolves when the socket is open and rejects when it cannot be opened. */
function whenOpen(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
}

/**
 * Connects to a bridge. Resolves when the bridge has proven its identity. Nothing about a call is said before. Rejects
 * when it cannot be reached or is refused; `onRefused` then tells why.
 */
export async function meetBridge(
  bridge: Instance,
  self: { secrets: KeyRing; instance: string; onRefused: (reason: LinkRefusal) => void },
): Promise<WebSocket> {
  const socket = new WebSocket(`${bridge.address.replace(/^http/, 'ws')}/link`, {
    handshakeTimeout: connectLimitMs,
    maxPayload: linkMaxMessageBytes,
    perMessageDeflate: false,
  });
  await whenOpen(socket);
  socket.removeAllListeners();
  await new Promise<void>((resolve, reject) => {
    proveToBridge(
      socket,
      { ...self, bridge },
      {
        onProven: () => resolve(),
        onRefused: (reason) => {
          self.onRefused(reason);
          retireSocket(socket, closeCodes.policyViolation, 'not proven');
          reject(new Error(`bridge ${bridge.instance} is refused: ${reason}`));
        },
      },
    );
  });
  return socket;
}
