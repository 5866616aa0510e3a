import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { isPortFree } from '../../scripts/launcher/ports.ts';
import { eventually } from '../support/eventually.ts';
import { type LaunchedProduct, launchProduct } from '../support/launched-product.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let product: LaunchedProduct | undefined;

afterEach(async () => {
  await product?.clean();
  product = undefined;
});

async function start(): Promise<LaunchedProduct> {
  const started = await launchProduct();
  product = started;
  await started.line('Ctrl-C stops everything');
  return started;
}

async function expectNothingLeft({ processes, ports }: LaunchedProduct) {
  await eventually(async () => expect(await processes()).toEqual([]), 10_000);
  for (const port of Object.values(ports)) expect(await isPortFree(port), `port ${port}`).toBe(true);
}

describe('npm start', () => {
  it('starts everything, says where and on what, and leaves nothing behind after Ctrl-C', async () => {
    const { line, ports, launcher, exitCode, ...rest } = await start();
    expect(await line('ready: open')).toContain(`http://localhost:${ports.WEB_PORT}`);
    expect(await line('interviewer')).toContain('local stand-in');
    await line('phone line   local stand-in');
    await line('Redis        ');
    for (const port of [ports.TELEPHONY_PORT, ports.GATEWAY_PORT, ports.BRIDGE_PORT, ports.WEB_PORT]) {
      expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    }
    launcher.kill('SIGINT');
    expect(await exitCode).toBe(0);
    await expectNothingLeft({ line, ports, launcher, exitCode, ...rest });
  });

  it('does not start twice on the same ports', async () => {
    const { ports } = await start();
    const second = spawn(process.execPath, ['scripts/start.ts'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        ...Object.fromEntries(Object.entries(ports).map(([k, v]) => [k, String(v)])),
      },
    });
    let printed = '';
    second.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    const [code] = await once(second, 'close');
    expect(code).toBe(1);
    expect(printed).toContain(`Port ${ports.GATEWAY_PORT} is taken; set GATEWAY_PORT to another`);
  });

  it('restarts a service that was killed', async () => {
    const { line, ports, processes, launcher } = await start();
    const before = await processes();
    const { killed } = await killListener(ports.BRIDGE_PORT, before);
    expect(killed).not.toBe(launcher.pid);
    await line('ai-bridge died (signal SIGKILL)');
    await eventually(async () => {
      expect((await fetch(`http://127.0.0.1:${ports.BRIDGE_PORT}/health/ready`)).status).toBe(200);
    }, 20_000);
  });

  it('takes everything down when it is killed outright', async () => {
    const started = await start();
    started.launcher.kill('SIGKILL');
    await started.exitCode;
    await expectNothingLeft(started);
  });
});

/** Kills the process, among the given ones, that serves a port. */
async function killListener(port: number, pids: readonly number[]): Promise<{ killed: number }> {
  for (const pid of pids) {
    const [environment, command] = await Promise.all(
      ['environ', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
    );
    if (!environment?.split('\0').includes(`PORT=${port}`) || !command?.includes('main.ts')) continue;
    if (command.startsWith('/bin/sh')) continue;
    process.kill(pid, 'SIGKILL');
    return { killed: pid };
  }
  throw new Error(`nothing of ours serves port ${port}`);
}
