/**
 * Judges a run of several steps by the file that they shared (NOTED_TESTS_FILE). Prints which tests failed and which
 * passed only at their second try, and ends with `N passed, N failed`.
 */
import { describeNotedTests, hasTooManySecondTries, readNotedTests } from './testing/noted-tests.ts';

const file = process.env.NOTED_TESTS_FILE;
if (file === undefined) throw new Error('NOTED_TESTS_FILE is not set');
const noted = readNotedTests(file);
process.stdout.write(`${describeNotedTests(noted) ?? 'Every test passed at its first try.'}\n`);
const hasFailed = hasTooManySecondTries(noted);
process.stdout.write(`0 passed, ${hasFailed ? 1 : 0} failed\n`);
process.exitCode = hasFailed ? 1 : 0;
