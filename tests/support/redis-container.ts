import { RedisContainer } from '@testcontainers/redis';
import { type ContainerRuntimeClient, getContainerRuntimeClient, ImageName } from 'testcontainers';

export const REDIS_IMAGE = 'redis:8-alpine';

/** The pid of the run that a container belongs to, so that a killed run's container is found later. */
const OWNER_LABEL = 'ringback.test-redis.owner-pid';

const SERVER_COMMAND = [
  'redis-server',
  ...['--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--databases', '64', '--save', ''],
];

export interface StartedContainer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Why no container can be had, or the means to start one. */
export async function findContainerEngine(): Promise<ContainerRuntimeClient | string> {
  let engine: ContainerRuntimeClient;
  try {
    engine = await getContainerRuntimeClient();
  } catch {
    return 'no container engine answers';
  }
  const exists = await engine.image.exists(ImageName.fromString(REDIS_IMAGE));
  return exists ? engine : `the container engine has no image ${REDIS_IMAGE}`;
}

/**
 * Starts our own Redis in a container, with an append-only file, evicting nothing, 64 databases. The file is in
 * memory, because Redis waits for a busy disk, and everything in a test would wait with it.
 */
export async function startRedisContainer(engine: ContainerRuntimeClient): Promise<StartedContainer> {
  // Testcontainers' own reaper needs one more image, which an offline engine lacks. Ours is below.
  process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
  await removeOrphans(engine);
  const container = await new RedisContainer(REDIS_IMAGE)
    .withCommand(SERVER_COMMAND)
    .withTmpFs({ '/data': 'rw' })
    .withLabels({ [OWNER_LABEL]: String(process.pid) })
    .start();
  return {
    url: `redis://${container.getHost()}:${container.getPort()}`,
    stop: async () => {
      await container.stop({ removeVolumes: true });
    },
  };
}

/** Removes the containers of test runs that were killed before they could do so themselves. */
async function removeOrphans(engine: ContainerRuntimeClient): Promise<void> {
  for (const { Id, Labels } of await engine.container.list()) {
    const owner = Number(Labels[OWNER_LABEL]);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    try {
      // By force: it still runs, because its test run never stopped it.
      await engine.container.getById(Id).remove({ force: true, v: true });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** Another run, started at the same time, has removed it or is about to. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && [404, 409].includes(Number(error.statusCode));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
