import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that a process is about to listen on, and the variable that changes it. */
export interface PortClaim {
  readonly port: number;
  readonly variable: string;
}

/** Tries to listen on a port. Resolves to the port, or undefined when it is taken. */
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

/**
 * Below the ports that systems use for outgoing connections (Linux: 32768 and up). A connection could take one of
 * those between the check and the moment a process listens on it.
 */
const lowestPort = 15_000;
const highestPort = 30_000;
const mostTries = 200;

/** Any port that is free on the loopback address now, and is likely to stay so. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < mostTries; tries++) {
    const port = randomInt(lowestPort, highestPort);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`no free port was found between ${lowestPort} and ${highestPort}`);
}

/** True when nothing listens on the port, neither on the loopback address nor on all of them. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', undefined]) {
    if ((await tryPort(port, host)) === undefined) return false;
  }
  return true;
}

/** One sentence for each port that is not available, with the variable that changes it. */
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
