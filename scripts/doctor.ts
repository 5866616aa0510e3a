/** `npm run doctor`: checks everything that `npm start` and `npm test` need, and says how to fix it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examine } from './doctor/findings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const MARKS = { ok: 'ok   ', note: 'note ', fault: 'FAULT' };

if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const findings = await examine({ root, env: process.env, nodeVersion: process.versions.node });
for (const { about, verdict, text, fix } of findings) {
  process.stdout.write(`${MARKS[verdict]}  ${about.padEnd(12)}  ${text}\n`);
  if (fix !== undefined) process.stdout.write(`${' '.repeat(21)}→ ${fix}\n`);
}
process.exitCode = findings.some(({ verdict }) => verdict === 'fault') ? 1 : 0;
