import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { NO_KEYS } from '../support/no-keys.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('npm run try:openai without a key holds the stand-in’s half and says what is missing', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/try-openai.ts', '--seconds', '8'],
    { cwd: root, env: { ...process.env, ...NO_KEYS }, timeout: 90_000 },
  );
  expect(stdout).toMatch(/interviewer: Hello/);
  expect(stdout).toMatch(/plan after \d+ ms: 3 competencies, 2 points/);
  expect(stdout).toMatch(/OPENAI_API_KEY is missing: nothing was asked of OpenAI/);
  expect(stdout).toMatch(/gpt-realtime-2\.1 and gpt-5\.4-mini/);
  expect(stdout).not.toMatch(/TROUBLE/);
}, 120_000);
