import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createVitest } from 'vitest/node';
import { createSecondTryReporter, describeSecondTries } from './second-tries.ts';

it('names a test that passed only when it was tried again, and no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'second-tries-'));
  try {
    writeFileSync(
      join(folder, 'flaky.test.ts'),
      `import { expect, it } from 'vitest';
       let tries = 0;
       it('is flaky', () => { tries += 1; expect(tries).toBe(2); });
       it('is sound', () => {});
       it('is broken', () => { expect(1).toBe(2); });`,
    );
    const file = join(folder, 'second-tries.txt');
    const vitest = await createVitest('test', {
      root: folder,
      config: false,
      watch: false,
      include: ['*.test.ts'],
      retry: 1,
      reporters: [createSecondTryReporter(file)],
    });
    const codeBefore = process.exitCode;
    await vitest.start();
    await vitest.close();
    process.exitCode = codeBefore;
    expect(readFileSync(file, 'utf8')).toBe('flaky.test.ts: is flaky\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('tolerates three and says that four have failed the run', () => {
  expect(describeSecondTries([])).toBeNull();
  expect(describeSecondTries(['a', 'b', 'c'])).toContain('3 passed only at their second try (tolerated)');
  expect(describeSecondTries(['a', 'b', 'c', 'd'])).toContain('more than 3: the run has failed');
});
