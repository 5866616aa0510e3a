import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that something is about to listen on, and the variable with which a person moves it. */
export interface PortClaim {
  readonly port: number;
  readonly variable: string;
}

/** Tries to listen on a port; 0 asks for any. Resolves to the port, or undefined when it is taken. */
async function tryPort(port: number, host: string | undefined): Promise<number | undefined> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') return undefined;
    throw error;
  } finally {
    server.close();
  }
}

/** Any port that is free on the loopback address now. */
export async function findFreePort(): Promise<number> {
  const port = await tryPort(0, '127.0.0.1');
  if (port === undefined) throw new Error('the system has no free port');
  return port;
}

/** True when nothing listens on the port, neither on the loopback address nor on all of them. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) {
    if ((await tryPort(port, host)) === undefined) return false;
  }
  return true;
}

/** One sentence for each port that cannot be had, with the variable that changes it. */
export async function findPortFaults(claims: readonly PortClaim[]): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, { port, variable }] of claims.entries()) {
    const twin = claims.slice(0, index).find((claim) => claim.port === port);
    if (twin !== undefined) {
      faults.push(
        `Port ${port} is wanted by both ${twin.variable} and ${variable}; set ${variable} to another`,
      );
    } else if (!(await isPortFree(port))) {
      faults.push(`Port ${port} is taken; set ${variable} to another`);
    }
  }
  return faults;
}
