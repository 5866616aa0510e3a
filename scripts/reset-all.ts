/**
 * `npm run reset-all`: ends every live session on every instance and shows which have confirmed. Exits with 1 when
 * some did not confirm in time.
 *
 * `GATEWAY_URL` (default: this machine at `GATEWAY_PORT`), `OPERATOR_TOKEN` (default: the one that `npm start` made
 * under `DATA_DIR`).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLocalSecrets } from './launcher/local-secrets.ts';
import { readSettings, secretsFile, withoutEmpty } from './launcher/settings.ts';
import { describeProgress, type ResetProgress, resetAll } from './operator/reset-all-sessions.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 15_000;

const print = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const env = withoutEmpty(process.env);
  const { settings } = readSettings(env, root);
  const token = env.OPERATOR_TOKEN ?? (await readLocalSecrets(secretsFile(settings.dataDir))).OPERATOR_TOKEN;
  if (token === undefined) {
    throw new Error('OPERATOR_TOKEN is not set, and "npm start" has not made one here');
  }
  const gatewayUrl = env.GATEWAY_URL ?? `http://127.0.0.1:${settings.ports.GATEWAY_PORT}`;
  const progress: ResetProgress = await resetAll({ gatewayUrl, token, timeoutMs: LIMIT_MS });
  for (const line of describeProgress(progress)) print(line);
  if (!progress.done) print(`not everything had confirmed after ${LIMIT_MS / 1000} s`);
  return progress.done;
}

main().then(
  (isDone) => {
    process.exitCode = isDone ? 0 : 1;
  },
  (error: unknown) => {
    print(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
