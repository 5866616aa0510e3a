import { defineConfig } from 'vitest/config';
import { createNotedTestReporter } from './scripts/testing/noted-tests.ts';

/** Set by scripts/test.ts: failed tests and second tries are noted there. */
const notedTestsFile = process.env.NOTED_TESTS_FILE;

/** Levels that run on a real Redis, started once for the run. */
const ON_REDIS = [
  'integration',
  'system',
  'session-cleanup',
  'faults',
  'attacks',
  'compatibility',
  'browser',
  'pages',
  'screenshots',
];

/** Levels whose tests watch a clock. Files of the browser's level are one story each: scripts/test.ts repeats them whole. */
const IN_REAL_TIME = [
  'integration',
  'system',
  'session-cleanup',
  'faults',
  'attacks',
  'compatibility',
  'compose',
  'pages',
];

/** One project per level, so that each can be run alone: `vitest run --project unit`. */
const level = (name: string, timeoutMs: number, include = [`tests/${name}/**/*.test.ts`]) => ({
  test: {
    name,
    include,
    exclude: ['**/node_modules/**', '**/dist/**', '**/.cache/**', '**/.ringback/**'],
    environment: 'node' as const,
    ...(ON_REDIS.includes(name) ? { globalSetup: ['tests/support/global-redis.ts'] } : {}),
    testTimeout: timeoutMs,
    hookTimeout: Math.max(timeoutMs, 60_000),
    // Levels with processes and ports share two cores: files one after the other.
    ...(name === 'unit' ? {} : { fileParallelism: false }),
    // A busy machine may starve a process for seconds. What fails twice in a row is no such accident.
    ...(IN_REAL_TIME.includes(name) && process.env.CI ? { retry: 1 } : {}),
  },
});

export default defineConfig({
  test: {
    reporters: ['default', ...(notedTestsFile ? ['json', createNotedTestReporter(notedTestsFile)] : [])],
    projects: [
      level('unit', 10_000, [
        '{packages,services}/*/{src,lib,app,server}/**/*.test.ts',
        'scripts/**/*.test.ts',
      ]),
      level('contract', 30_000),
      level('integration', 60_000),
      level('system', 120_000),
      level('session-cleanup', 120_000),
      level('faults', 180_000),
      level('attacks', 180_000),
      level('compatibility', 180_000),
      level('pages', 120_000),
      level('browser', 300_000),
      level('compose', 600_000),
      level('screenshots', 60_000),
    ],
  },
});
