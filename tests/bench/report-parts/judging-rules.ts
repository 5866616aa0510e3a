import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../../scripts/launcher/ports.ts';
import { eventually } from '../../support/eventually.ts';
import { createOwnProcess } from '../../support/faults/own-process.ts';

/** Starts the stand-in's Responses API in a process of its own. Resolves when it answers. */
export async function startJudgingRules(): Promise<{ url: string; close(): Promise<void> }> {
  const port = await findFreePort();
  const spec = {
    name: 'the Responses API',
    command: process.execPath,
    args: [fileURLToPath(new URL('./responses-server.ts', import.meta.url))],
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    env: { PATH: process.env.PATH, PORT: String(port) },
    graceMs: 1_000,
  };
  const server = createOwnProcess(spec, (line) => process.stderr.write(`${line}\n`));
  server.start();
  await eventually(() => fetch(`http://127.0.0.1:${port}/`).then(() => true), 20_000, 50);
  return { url: `http://127.0.0.1:${port}/v1`, close: server.kill };
}
