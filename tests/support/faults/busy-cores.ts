import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

/** Keeps every core busy for this long. Resolves when they are free again. The loops end by themselves. */
export async function occupyCores(forMs: number): Promise<void> {
  const loop = `const until = performance.now() + ${forMs}; while (performance.now() < until);`;
  const loops = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', loop], { stdio: 'ignore' }),
  );
  await Promise.all(loops.map((child) => once(child, 'exit')));
}
