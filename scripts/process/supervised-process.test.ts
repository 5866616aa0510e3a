import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { NEVER_RESTART } from './restart-policy.ts';
import { type SupervisedProcess, superviseProcess } from './supervised-process.ts';

const running: SupervisedProcess[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop()));
});

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Runs a piece of JavaScript; `lines` waits for that many printed lines. */
function supervise(code: string, restarts = NEVER_RESTART, graceMs = 5_000) {
  const printed: string[] = [];
  const waiters = new Set<() => void>();
  const note = () => {
    for (const check of waiters) check();
  };
  let gaveUp: string | undefined;
  const process_ = superviseProcess(
    {
      name: 'dummy',
      command: process.execPath,
      args: ['-e', code],
      cwd: process.cwd(),
      env: process.env,
      graceMs,
    },
    {
      restarts,
      onLine: (line) => {
        printed.push(line);
        note();
      },
      onGaveUp: (reason) => {
        gaveUp = reason;
        note();
      },
    },
  );
  running.push(process_);
  const until = (isDone: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!isDone()) return;
        waiters.delete(check);
        resolve();
      };
      waiters.add(check);
      check();
    });
  return {
    process: process_,
    printed,
    lines: (count: number) => until(() => printed.length >= count),
    gaveUp: async () => {
      await until(() => gaveUp !== undefined);
      return gaveUp;
    },
  };
}

const HANGING = `process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000);`;

describe('superviseProcess', () => {
  it('restarts a process that died, and gives up at the bound', async () => {
    const { printed, gaveUp } = supervise(`console.log('up'); process.exitCode = 3;`, {
      delaysMs: [1, 1],
      windowMs: 60_000,
    });
    expect(await gaveUp()).toBe('exit code 3');
    expect(printed).toEqual(['up', 'up', 'up']);
  });

  it('lets a process exit in peace when it is stopped, and does not count that as a death', async () => {
    const code = `process.on('SIGTERM', () => { console.log('bye'); process.exit(); }); console.log('up'); setInterval(() => {}, 1000);`;
    const dummy = supervise(code, { delaysMs: [1], windowMs: 60_000 });
    await dummy.lines(1);
    await Promise.all([dummy.process.stop(), dummy.process.stop()]);
    await dummy.lines(2);
    expect(dummy.printed).toEqual(['up', 'bye']);
  });

  it('kills a process that does not stop within its grace', async () => {
    const dummy = supervise(HANGING, NEVER_RESTART, 50);
    await dummy.lines(1);
    await dummy.process.stop();
    expect(isAlive(Number(dummy.printed[0]))).toBe(false);
  });

  it('takes its processes down with it when it is killed outright', async () => {
    const module = fileURLToPath(new URL('./supervised-process.ts', import.meta.url));
    const launcher = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { superviseProcess } = await import(${JSON.stringify(module)});
         superviseProcess(
           { name: 'dummy', command: process.execPath, args: ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)'],
             cwd: '.', env: process.env, graceMs: 1000 },
           { restarts: { delaysMs: [], windowMs: 0 }, onLine: console.log, onGaveUp: () => {} },
         );`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [chunk] = await once(launcher.stdout, 'data');
    const pid = Number(String(chunk));
    expect(isAlive(pid)).toBe(true);
    launcher.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
  });
});
