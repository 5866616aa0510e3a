import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';

let product: LaunchedProduct | undefined;

afterEach(async () => {
  await product?.clean();
  product = undefined;
});

/** The launcher has refused: it gave the reason, exited with 1 and left no process behind. */
async function expectRefusal(env: Record<string, string>, words: string) {
  product = await launchProduct(env);
  expect(await product.exitCode).toBe(1);
  expect(product.lines.join('\n')).toContain(words);
  expect(await product.processes()).toEqual([]);
  return product;
}

it('names a taken port and the variable that changes it, and touches nothing', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    const refused = await expectRefusal(
      { GATEWAY_PORT: String(port) },
      `Port ${port} is taken; set GATEWAY_PORT to another`,
    );
    expect(await readdir(refused.dataDir)).toEqual([]);
  } finally {
    server.close();
  }
});

it('refuses half of the Twilio variables, naming the missing ones', async () => {
  await expectRefusal({ TWILIO_ACCOUNT_SID: 'AC1' }, 'TWILIO_AUTH_TOKEN and TWILIO_PHONE_NUMBER missing');
});

it('does not replace a REDIS_URL that does not work by another Redis', async () => {
  await expectRefusal(
    { REDIS_URL: 'redis://:secret@127.0.0.1:1' },
    'Redis at redis://:***@127.0.0.1:1 cannot be reached',
  );
});
