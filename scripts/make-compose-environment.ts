/**
 * The one-shot container of `docker-compose.yml`: checks the settings, makes the secrets of local mode once,
 * and writes for each container the environment file that it reads. Argument: the folder.
 */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planContainerEnvironments, toDotenv } from './launcher/compose-environment.ts';
import { ensureLocalSecrets } from './launcher/local-secrets.ts';
import { readSettings, secretsFile } from './launcher/settings.ts';

const [folder = '/secrets'] = process.argv.slice(2);
const { settings, problems } = readSettings(process.env, folder);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exit(1);

const secrets = settings.mode === 'local' ? await ensureLocalSecrets(secretsFile(folder)) : undefined;
for (const [name, env] of Object.entries(planContainerEnvironments(process.env, settings, secrets))) {
  const file = join(folder, `${name}.env`);
  await writeFile(`${file}.tmp`, toDotenv(env), { mode: 0o600 });
  await rename(`${file}.tmp`, file);
}
process.stdout.write(`model: ${settings.model}, phone line: ${settings.carrier}\n`);
