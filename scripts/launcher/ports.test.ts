import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort, findPortFaults, isPortFree } from './ports.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function occupy(host?: string): Promise<number> {
  const server = createServer();
  servers.push(server);
  server.listen({ port: 0, host });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('isPortFree', () => {
  it('sees a listener on the loopback address and on all addresses', async () => {
    expect(await isPortFree(await occupy('127.0.0.1'))).toBe(false);
    expect(await isPortFree(await occupy())).toBe(false);
  });

  it('leaves a free port free', async () => {
    const port = await findFreePort();
    expect(await isPortFree(port)).toBe(true);
    expect(await isPortFree(port)).toBe(true);
  });
});

describe('findPortFaults', () => {
  it('names the port and the variable', async () => {
    const port = await occupy('127.0.0.1');
    const free = await findFreePort();
    const faults = await findPortFaults([
      { port: free, variable: 'TELEPHONY_PORT' },
      { port, variable: 'GATEWAY_PORT' },
    ]);
    expect(faults).toEqual([`Port ${port} is taken; set GATEWAY_PORT to another`]);
  });

  it('sees two services that want the same port', async () => {
    const port = await findFreePort();
    const faults = await findPortFaults([
      { port, variable: 'GATEWAY_PORT' },
      { port, variable: 'WEB_PORT' },
    ]);
    expect(faults).toEqual([
      `Port ${port} is wanted by both GATEWAY_PORT and WEB_PORT; set WEB_PORT to another`,
    ]);
  });
});
