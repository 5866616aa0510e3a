import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext } from 'playwright-core';

/**
 * The network between a browser and its gateway. Chromium's own offline switch leaves open sockets alone; this cuts
 * them too.
 */
export interface LossyNetwork {
  /** Cuts the sockets whose address matches, and reaches nothing with such an address until `mend`. Resolves to now, epoch ms. */
  lose(what: RegExp): Promise<number>;
  /** Cuts the sockets whose address matches. They may be opened again at once. */
  cut(what: RegExp): Promise<void>;
  mend(): void;
  /** How many requests and sockets were refused since `lose`. */
  readonly refused: number;
}

const socketAddress = /\/logs$|\/browser\/media$|\/api\//;

/** Before the first page of the context is opened. */
export async function openLossyNetwork(context: BrowserContext): Promise<LossyNetwork> {
  let unreachable: RegExp | null = null;
  let refused = 0;
  const isRefused = (url: string): boolean => {
    if (unreachable?.test(url) !== true) return false;
    refused += 1;
    return true;
  };
  const open = new Map<() => Promise<void>, string>();
  await context.routeWebSocket(socketAddress, async (socket) => {
    if (isRefused(socket.url())) return socket.close({ code: 4000 });
    const server = socket.connectToServer();
    // A close without an answer must not hold up the test.
    const close = async () => {
      await Promise.race([Promise.all([socket.close({ code: 4000 }), server.close()]), wait(3_000)]);
    };
    open.set(close, socket.url());
  });
  await context.route(/\/api\//, (route) =>
    isRefused(route.request().url()) ? route.abort() : route.continue(),
  );
  async function cut(what: RegExp): Promise<void> {
    const sockets = [...open].filter(([, url]) => what.test(url)).map(([close]) => close);
    for (const close of sockets) open.delete(close);
    await Promise.all(sockets.map((close) => close()));
  }
  return {
    cut,
    get refused() {
      return refused;
    },
    async lose(what) {
      unreachable = what;
      refused = 0;
      await cut(what);
      return Date.now();
    },
    mend() {
      unreachable = null;
    },
  };
}
