import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { NEVER_RESTART } from '../process/restart-policy.ts';
import { superviseProcess } from '../process/supervised-process.ts';

/** What the built pages are made from, relative to the root. */
const SOURCES = [
  'services/web',
  ...['client', 'contract', 'plan', 'posting', 'report', 'session'].map(
    (folder) => `packages/shared/src/${folder}`,
  ),
  'package-lock.json',
];
const BUILD_DIR = 'services/web/dist';
/** The program that serves the built pages, relative to the root. */
export const WEB_SERVER = 'services/web/server/main.ts';
const BUILD_LIMIT_MS = 5 * 60_000;

/** A hash of all sources of the pages, names and contents in a fixed order. */
export async function hashWebSources(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await listFiles(join(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  let entries: { name: string; isDirectory(): boolean }[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    // Made by the build itself, or not part of it.
    if (['dist', 'node_modules'].includes(entry.name)) continue;
    if (entry.name.endsWith('.tsbuildinfo') || entry.name.includes('.test.')) continue;
    files.push(...(await listFiles(join(path, entry.name))));
  }
  return files;
}

export interface WebBuildOptions {
  readonly root: string;
  readonly node: string;
  readonly say: (line: string) => void;
  readonly onLine: (line: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Builds the pages when their sources differ from those of the last build, and does nothing otherwise.
 *
 * @throws Error when the build fails (its output went to `onLine`), or the signal's reason
 */
export async function ensureWebBuild({ root, node, say, onLine, signal }: WebBuildOptions): Promise<void> {
  const stamp = join(root, BUILD_DIR, 'ringback-sources.sha256');
  const hash = await hashWebSources(root);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
  say('building the pages, because their sources changed (some seconds)');
  const startedAt = Date.now();
  // A build that is broken off leaves half of its files.
  await rm(stamp, { force: true });
  await runBuild({ root, node, onLine, signal });
  await writeFile(stamp, hash);
  say(`pages built in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

function runBuild({
  root,
  node,
  onLine,
  signal,
}: Pick<WebBuildOptions, 'root' | 'node' | 'onLine'> & { signal: AbortSignal | undefined }): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      build.kill();
      settle(signal?.reason ?? new Error('the build of the pages was stopped'));
    };
    const settle = (error?: unknown) => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', stop);
      if (error === undefined) resolve();
      else reject(error);
    };
    const build = superviseProcess(
      {
        name: 'web build',
        command: node,
        args: ['build.ts'],
        cwd: join(root, 'services/web'),
        env: { ...process.env, NODE_ENV: 'production' },
        graceMs: 5_000,
      },
      {
        restarts: NEVER_RESTART,
        onLine,
        onGaveUp: (reason) =>
          settle(
            reason === 'exit code 0' ? undefined : new Error(`the pages could not be built (${reason})`),
          ),
      },
    );
    const limit = setTimeout(() => {
      build.kill();
      settle(new Error(`the pages were not built within ${BUILD_LIMIT_MS / 60_000} minutes`));
    }, BUILD_LIMIT_MS);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
