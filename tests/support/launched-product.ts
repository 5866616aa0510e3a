import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findFreePort, isPortFree } from '../../scripts/launcher/ports.ts';
import { DEFAULT_PORTS, type PortName } from '../../scripts/launcher/settings.ts';
import { NO_KEYS } from './no-keys.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `npm start` as a test runs it: its own ports, its own data folder, none of the machine's keys. */
export interface LaunchedProduct {
  readonly ports: Readonly<Record<PortName, number>>;
  readonly dataDir: string;
  readonly launcher: ChildProcess;
  /** Everything printed so far, a line each. */
  readonly lines: readonly string[];
  /** Waits for a line that contains this text. Rejects when the launcher ends first. */
  line(text: string): Promise<string>;
  /** The exit code, once the launcher has ended. */
  readonly exitCode: Promise<number | null>;
  /** Pids that still carry this product's data folder in their environment (Linux; none elsewhere). */
  processes(): Promise<number[]>;
  /** Stops the launcher and removes the data folder. Safe to call again. */
  clean(): Promise<void>;
}

/** A free port for each service. The port after the stand-ins' is free too, because Twilio's stand-in listens there. */
async function findPorts(): Promise<Record<PortName, number>> {
  const names = Object.keys(DEFAULT_PORTS) as PortName[];
  const ports = {} as Record<PortName, number>;
  const used = new Set<number>();
  for (const name of names) {
    let port = await findFreePort();
    while (used.has(port) || used.has(port + 1) || !(await isPortFree(port + 1))) port = await findFreePort();
    used.add(port).add(port + 1);
    ports[name] = port;
  }
  return ports;
}

export async function launchProduct(env: Record<string, string> = {}): Promise<LaunchedProduct> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringback-start-'));
  const ports = await findPorts();
  const launcher = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...NO_KEYS,
      ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
      DATA_DIR: dataDir,
      ...env,
    },
  });

  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [launcher.stdout, launcher.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const check of waiting) check();
    });
  }
  const exitCode = once(launcher, 'close').then(([code]) => {
    for (const check of waiting) check();
    return code as number | null;
  });

  const line = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const check = () => {
        const found = lines.find((each) => each.includes(text));
        if (found !== undefined) resolve(found);
        else if (launcher.exitCode === null && launcher.signalCode === null) return;
        else reject(new Error(`ended without "${text}":\n${lines.slice(-20).join('\n')}`));
        waiting.delete(check);
      };
      waiting.add(check);
      check();
    });

  const clean = async () => {
    if (launcher.exitCode === null && launcher.signalCode === null) launcher.kill('SIGTERM');
    await exitCode;
    await rm(dataDir, { recursive: true, force: true });
  };

  return { ports, dataDir, launcher, lines, line, exitCode, processes: () => findProcesses(dataDir), clean };
}

async function findProcesses(dataDir: string): Promise<number[]> {
  const entries = await readdir('/proc').catch(() => []);
  const found: number[] = [];
  for (const entry of entries) {
    if (!/^\d+$/.test(entry)) continue;
    // A process may end, or belong to another user, between the two calls.
    const environment = await readFile(`/proc/${entry}/environ`, 'utf8').catch(() => '');
    if (environment.includes(`DATA_DIR=${dataDir}`)) found.push(Number(entry));
  }
  return found;
}
