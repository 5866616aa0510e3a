import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createVitest } from 'vitest/node';
import {
  createNotedTestReporter,
  describeNotedTests,
  failedBesideFiles,
  hasTooManySecondTries,
  type NotedTest,
  noteOfStories,
  readNotedTests,
} from './noted-tests.ts';

/** Runs the given test files, with a second try for each test, and returns what was noted. */
async function noteRunOf(files: Readonly<Record<string, string>>): Promise<readonly NotedTest[]> {
  const folder = mkdtempSync(join(tmpdir(), 'noted-tests-'));
  const codeBefore = process.exitCode;
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const file = join(folder, 'noted.txt');
    const vitest = await createVitest('test', {
      root: folder,
      config: false,
      watch: false,
      include: ['*.test.ts'],
      retry: 1,
      reporters: [createNotedTestReporter(file)],
    });
    await vitest.start();
    await vitest.close();
    return readNotedTests(file);
  } finally {
    process.exitCode = codeBefore;
    rmSync(folder, { recursive: true });
  }
}

it('notes a failed test, and one that passed only at its second try, each with its reason', async () => {
  expect(
    await noteRunOf({
      'flaky.test.ts': `import { expect, it } from 'vitest';
        let tries = 0;
        it('is flaky', () => { tries += 1; if (tries === 1) throw new Error('not yet\\nand more'); });
        it('is sound', () => {});
        it('is broken', () => { throw new Error('never'); });`,
    }),
  ).toEqual([
    { outcome: 'second_try', file: 'flaky.test.ts', name: 'is flaky', reason: 'not yet' },
    { outcome: 'failed', file: 'flaky.test.ts', name: 'is broken', reason: 'never' },
  ]);
});

it('notes what fails outside of the tests, each with its reason', async () => {
  expect(
    await noteRunOf({
      'before.test.ts': `import { beforeAll, describe, it } from 'vitest';
        describe('a story', () => { beforeAll(() => { throw new Error('no set-up'); }); it('goes on', () => {}); });`,
      'load.test.ts': `throw new Error('no load');`,
      'late.test.ts': `import { it } from 'vitest';
        it('is sound', async () => {
          Promise.reject(new Error('nothing awaits this'));
          await new Promise((resolve) => setTimeout(resolve, 50));
        });`,
    }),
  ).toEqual(
    expect.arrayContaining([
      {
        outcome: 'failed',
        file: 'before.test.ts',
        name: 'a story (before or after its tests)',
        reason: 'no set-up',
      },
      { outcome: 'failed', file: 'load.test.ts', name: 'the file itself', reason: 'no load' },
      {
        outcome: 'failed',
        file: 'the run',
        name: 'an error outside of every test',
        reason: 'nothing awaits this',
      },
    ]),
  );
});

it('finds nothing noted when there is no file', () => {
  expect(readNotedTests(join(tmpdir(), 'no-such-folder', 'noted.txt'))).toEqual([]);
});

it('tolerates three second tries, and reports that four have failed the run', () => {
  const again = (name: string): NotedTest => ({
    outcome: 'second_try',
    file: 'some.test.ts',
    name,
    reason: 'late',
  });
  expect(describeNotedTests([])).toBeNull();
  const three = ['a', 'b', 'c'].map(again);
  expect(hasTooManySecondTries(three)).toBe(false);
  expect(describeNotedTests(three)).toContain('3 passed only at their second try (tolerated)');
  const four = [...three, again('d')];
  expect(hasTooManySecondTries(four)).toBe(true);
  expect(describeNotedTests(four)).toContain('more than 3: the run has failed');
});

it('does not count a failed test as a second try', () => {
  const failed = ['a', 'b'].map(
    (name): NotedTest => ({
      outcome: 'failed',
      file: 'some.test.ts',
      name,
      reason: 'no',
    }),
  );
  expect(hasTooManySecondTries(failed)).toBe(false);
  expect(describeNotedTests(failed)).toBe('2 failed:\n  some.test.ts: a\n    no\n  some.test.ts: b\n    no');
});

it('counts a story that succeeds at its second run as one second try, at the step that first failed', () => {
  const step = (file: string, name: string): NotedTest => ({ outcome: 'failed', file, name, reason: 'late' });
  const first = [step('one.test.ts', 'talks'), step('one.test.ts', 'ends'), step('two.test.ts', 'talks')];
  const broken = ['one.test.ts', 'two.test.ts'];
  expect(noteOfStories(first, broken, ['two.test.ts'])).toEqual([
    { outcome: 'second_try', file: 'one.test.ts', name: 'talks', reason: 'late' },
  ]);
  expect(noteOfStories(first, broken, broken)).toEqual([]);
});

it('counts a story that fails before its first step as a second try as well', () => {
  expect(noteOfStories([], ['one.test.ts'], [])).toMatchObject([
    { outcome: 'second_try', file: 'one.test.ts', name: 'outside its steps' },
  ]);
});

it('lets no second try of a file excuse what failed beside all files', () => {
  const besides: NotedTest = { outcome: 'failed', file: 'the run', name: 'an error', reason: 'late' };
  const failed: NotedTest = { outcome: 'failed', file: 'one.test.ts', name: 'talks', reason: 'late' };
  expect(failedBesideFiles([failed, besides])).toEqual([besides]);
});
