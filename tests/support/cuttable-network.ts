import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network between a candidate and a service that can be cut: open connections are reset, new ones refused. */
export interface CuttableNetwork {
  readonly port: number;
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

/** Leads every connection to `targetPort` on this machine. */
export async function startCuttableNetwork(targetPort: number): Promise<CuttableNetwork> {
  const sockets = new Set<Socket>();
  let isCut = false;

  function keep(socket: Socket, other: Socket): void {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  }
  function reset(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(targetPort, '127.0.0.1');
    keep(near, far);
    keep(far, near);
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      reset();
    },
    restore() {
      isCut = false;
    },
    async close() {
      reset();
      server.close();
      await once(server, 'close');
    },
  };
}
