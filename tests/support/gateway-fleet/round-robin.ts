import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Backend {
  host: string;
  port: number;
}

/** A proxy before several gateways. It gives each connection to the next gateway that is up. */
export interface RoundRobin {
  readonly url: string;
  /** Connections at the moment. */
  readonly open: number;
  /** Connections that were made since the start. */
  readonly made: number;
  /** Cuts every connection at once, without a goodbye. */
  cutAll(): void;
  close(): Promise<void>;
}

const checkEveryMs = 500;

async function isWell({ host, port }: Backend): Promise<boolean> {
  try {
    const answer = await fetch(`http://${host}:${port}/health/ready`, { signal: AbortSignal.timeout(1_000) });
    return answer.ok;
  } catch {
    return false;
  }
}

export async function startRoundRobin(backends: readonly Backend[]): Promise<RoundRobin> {
  const unwell = new Set<Backend>();
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let turn = 0;
  let made = 0;

  const check = setInterval(() => {
    for (const backend of backends) {
      void isWell(backend).then((well) => (well ? unwell.delete(backend) : unwell.add(backend)));
    }
  }, checkEveryMs);

  function passOn(near: Socket, triesLeft: number): void {
    const well = backends.filter((backend) => !unwell.has(backend));
    turn += 1;
    const backend = well[turn % Math.max(1, well.length)];
    if (backend === undefined || triesLeft === 0) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(backend.port, backend.host);
    const refused = () => {
      unwell.add(backend);
      passOn(near, triesLeft - 1);
    };
    far.once('error', refused);
    far.once('connect', () => {
      far.off('error', refused);
      join(near, far);
    });
  }

  function join(near: Socket, far: Socket): void {
    const pair = { near, far };
    pairs.add(pair);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
      one.pipe(other);
    }
  }

  const server = createServer((near) => {
    made += 1;
    near.on('error', () => near.destroy());
    passOn(near, backends.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const cutAll = () => {
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  };
  return {
    url: `http://127.0.0.1:${port}`,
    get open() {
      return pairs.size;
    },
    get made() {
      return made;
    },
    cutAll,
    async close() {
      clearInterval(check);
      const closed = once(server, 'close');
      server.close();
      cutAll();
      await closed;
    },
  };
}
