import type { Circuit } from './circuit.ts';
import { type ModelSocket, type OnModelLost, openModelSocket } from './model-socket.ts';

/** A provider that takes a socket and has not greeted by then does not work either. */
const greetsWithinMs = 3_000;

/** Opens a model session and tells the circuit whether the provider let it begin. `now` in ms. */
export function openWatched(
  circuit: Circuit,
  listener: { onMessage: (text: string) => void; onLost: OnModelLost },
  address: { url: string; model: string; apiKey: string },
  now: () => number = () => performance.now(),
): ModelSocket {
  const openedAt = now();
  let hasBegun = false;
  let isOver = false;

  /** Once: it is lost, or given up. */
  function judge(hasFailed: boolean): void {
    if (!isOver && hasFailed) circuit.onFailure();
    isOver = true;
  }

  const socket = openModelSocket({
    ...address,
    onMessage(text) {
      if (!hasBegun) circuit.onSuccess();
      hasBegun = true;
      listener.onMessage(text);
    },
    onLost(reason, trouble) {
      if (trouble?.kind === 'operator') circuit.onRefused(trouble.code, hasBegun);
      judge(!hasBegun);
      listener.onLost(reason, trouble);
    },
  });
  return {
    send: (event) => socket.send(event),
    close() {
      judge(!hasBegun && now() - openedAt >= greetsWithinMs);
      socket.close();
    },
  };
}
