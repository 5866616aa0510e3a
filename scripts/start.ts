/**
 * `npm start`: the whole product on one machine. Checks, starts, watches and stops. The order below is the life of the
 * launcher.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DataLock, lockDataFolder } from './launcher/data-lock.ts';
import { describeModes } from './launcher/describe-modes.ts';
import { createFleet, type Fleet } from './launcher/fleet.ts';
import { ensureLocalSecrets } from './launcher/local-secrets.ts';
import { findPortFaults } from './launcher/ports.ts';
import { type PlannedService, planServices } from './launcher/service-plan.ts';
import { claimedPorts, readSettings, secretsFile } from './launcher/settings.ts';
import { createTerminal } from './launcher/terminal.ts';
import { waitUntilReady } from './launcher/wait-until-ready.ts';
import { ensureWebBuild } from './launcher/web-build.ts';
import { type RunningRedis, startRedis } from './redis-ladder.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const READY_LIMIT_MS = 90_000;
/** npm passes Ctrl-C on to a child that the terminal has already signalled: two signals for one press. */
const SAME_PRESS_MS = 1_000;

const terminal = createTerminal(process.stdout);
const stopping = new AbortController();
let lock: DataLock | undefined;
let fleet: Fleet | undefined;
let redis: RunningRedis | undefined;
let leftAt: number | undefined;

async function launch(signal: AbortSignal): Promise<void> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const { settings, problems } = readSettings(process.env, root);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const portFaults = await findPortFaults(claimedPorts(settings));
  if (portFaults.length > 0) throw new Error(portFaults.join('\n'));

  lock = lockDataFolder(settings.dataDir);
  const secrets =
    settings.mode === 'local' ? await ensureLocalSecrets(secretsFile(settings.dataDir)) : undefined;
  const started = createFleet({
    logFolder: join(settings.dataDir, 'logs'),
    terminal,
    onFailed: (reason) => leave(1, reason),
  });
  fleet = started;

  redis = await startRedis({
    dataDir: settings.dataDir,
    cacheDir: join(root, '.cache'),
    env: process.env,
    say: terminal.say,
    onLine: started.openLog('redis', 'quiet').add,
    onGaveUp: (reason) => leave(1, `Redis died too often (${reason})`),
  });
  signal.throwIfAborted();
  terminal.say(`Redis: ${redis.description}`);

  const plan = planServices({
    root,
    node: process.execPath,
    env: process.env,
    settings,
    secrets,
    redisUrl: redis.url,
  });
  const start = async (service: PlannedService) => {
    signal.throwIfAborted();
    started.start(service);
    const tookMs = await waitUntilReady(service.readyUrl, { timeoutMs: READY_LIMIT_MS, signal });
    terminal.say(`started ${service.name} (${(tookMs / 1000).toFixed(1)} s)`);
  };
  await Promise.all(
    plan.map(async (service) => {
      if (service.name === 'web') {
        const { add } = started.openLog('web-build');
        await ensureWebBuild({ root, node: process.execPath, say: terminal.say, onLine: add, signal });
      }
      await start(service);
    }),
  );
  for (const line of describeModes(settings, redis.description)) terminal.say(line);
}

/** The first call drains and ends everything. It returns at once, and later calls change nothing. */
function leave(exitCode: number, reason: string): void {
  if (leftAt !== undefined) return;
  leftAt = Date.now();
  terminal.say(reason);
  stopping.abort(new Error('stopped'));
  const end = async () => {
    await fleet?.stop();
    await redis?.stop();
    lock?.release();
    if (fleet !== undefined) terminal.say('stopped');
    process.exit(exitCode);
  };
  end().catch((error: unknown) => {
    terminal.say(`could not stop in order: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  });
}

function onSignal(signal: NodeJS.Signals): void {
  if (leftAt === undefined) {
    leave(0, `${signal}: stopping; once more to force`);
    return;
  }
  if (Date.now() - leftAt < SAME_PRESS_MS) return;
  terminal.say(`${signal}: forced`);
  process.exit(1);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
// The terminal is gone, and with it the person who could stop us.
process.stdout.on('error', () => leave(0, 'the terminal is gone'));
process.on('exit', () => {
  fleet?.kill();
  redis?.kill();
  lock?.release();
});

launch(stopping.signal).catch((error: unknown) => {
  if (stopping.signal.aborted) return;
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split('\n');
  for (const line of lines.slice(0, -1)) terminal.say(line);
  leave(1, lines.at(-1) ?? 'failed');
});
