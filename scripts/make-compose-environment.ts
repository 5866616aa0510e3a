/**
 * The one-shot container of `docker-compose.yml`. It checks the settings, makes secrets once, and gives each container
 * its own file in a volume of its own, readable only by its user. Arguments: the folder in which secrets are kept, and
 * the folder that has a volume for each container.
 */
import { chmod, chown, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toAclFile } from '@ringback/shared/redis/fleet/service-users';
import {
  type ContainerName,
  containerUsers,
  planContainerEnvironments,
  toDotenv,
} from './launcher/compose-environment.ts';
import { ensureLocalSecrets, ensureRedisPasswords } from './launcher/local-secrets.ts';
import { readSettings, secretsFile } from './launcher/settings.ts';
import { reloadRedisUsers } from './redis/reload-redis-users.ts';

const [kept = '/kept', given = '/secrets'] = process.argv.slice(2);
const { settings, problems } = readSettings(process.env, kept);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exit(1);

const secrets = settings.mode === 'local' ? await ensureLocalSecrets(secretsFile(kept)) : undefined;
const passwords = await ensureRedisPasswords(join(kept, 'redis.env'));
const environments = planContainerEnvironments(process.env, settings, { local: secrets, redis: passwords });
for (const [name, env] of Object.entries(environments) as [
  ContainerName,
  (typeof environments)[ContainerName],
][]) {
  await put(join(given, name, `${name}.env`), toDotenv(env), { mode: 0o400, user: containerUsers[name] });
  // Earlier releases kept all of them in one folder that every container saw.
  await rm(join(kept, `${name}.env`), { force: true });
}
// Redis has its own user, which differs between images. The file contains only hashes of passwords.
await put(join(given, 'redis', 'users.acl'), toAclFile(passwords), { mode: 0o444, user: 0 });
const reloaded = await reloadRedisUsers(`redis://operator:${passwords.operator}@redis:6379`);
process.stdout.write(`model: ${settings.model}, phone line: ${settings.carrier}, Redis: ${reloaded}\n`);

/** All or nothing: a container that starts meanwhile never reads half a file. */
async function put(
  file: string,
  text: string,
  { mode, user }: { mode: number; user: number },
): Promise<void> {
  await rm(`${file}.tmp`, { force: true });
  await writeFile(`${file}.tmp`, text, { mode });
  await chmod(`${file}.tmp`, mode);
  await chown(`${file}.tmp`, user, user);
  await rename(`${file}.tmp`, file);
}
