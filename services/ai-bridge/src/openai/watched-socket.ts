import type { Circuit } from './circuit.ts';
import { type ModelSocket, openModelSocket } from './model-socket.ts';

/** Opens a model session and tells the circuit whether the provider let it begin. */
export function openWatched(
  circuit: Circuit,
  listener: { onMessage: (text: string) => void; onLost: (reason: string) => void },
  address: { url: string; model: string; apiKey: string },
): ModelSocket {
  let hasBegun = false;
  return openModelSocket({
    ...address,
    onMessage(text) {
      if (!hasBegun) circuit.onSuccess();
      hasBegun = true;
      listener.onMessage(text);
    },
    onLost(reason) {
      if (!hasBegun) circuit.onFailure();
      listener.onLost(reason);
    },
  });
}
