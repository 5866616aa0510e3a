import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { examine, examineNode } from './findings.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('finds a taken port, half an account and a missing Redis, each with a fix', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const env = {
    PATH: process.env.PATH,
    WEB_PORT: String(port),
    TWILIO_AUTH_TOKEN: 'x',
    REDIS_URL: 'redis://127.0.0.1:1',
  };
  const findings = await examine({ root, env, nodeVersion: '24.1.0' });
  server.close();
  const faults = findings.filter(({ verdict }) => verdict === 'fault');
  expect(faults.map(({ about }) => about)).toEqual(['settings', 'ports', 'Redis']);
  expect(faults[1]?.text).toContain(`Port ${port} is taken; set WEB_PORT to another`);
  expect(faults.every(({ fix }) => fix !== undefined)).toBe(true);
});

it('wants Node.js 24', () => {
  expect(examineNode('24.21.0').verdict).toBe('ok');
  expect(examineNode('20.20.2')).toMatchObject({
    verdict: 'fault',
    fix: expect.stringContaining('npm run doctor'),
  });
});
