import type { InstanceId } from '@ringback/shared/contract/ids';
import type { Instance } from '@ringback/shared/contract/instances';
import type { Logger } from '@ringback/shared/runtime/logger';

/**
 * Whether another bridge can go on with the interviews of this one. Where nobody can be asked, there may be one:
 * an interview that is handed over to nobody still ends, one that is ended does not go on.
 */
export async function hasHeir(options: {
  listBridges: () => Promise<readonly Pick<Instance, 'instance' | 'draining'>[]>;
  own: InstanceId;
  logger: Logger;
}): Promise<boolean> {
  const { listBridges, own, logger } = options;
  try {
    const bridges = await listBridges();
    return bridges.some(({ instance, draining }) => instance !== own && !draining);
  } catch (error) {
    logger.warn({ err: error }, 'other bridges are not known: interviews are handed over');
    return true;
  }
}
