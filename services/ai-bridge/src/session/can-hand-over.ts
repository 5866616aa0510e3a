import { hasSuccessor } from '@ringback/shared/contract/instances';
import type { ServiceParts } from '@ringback/shared/redis/fleet/service-parts';

/**
 * Whether another bridge can go on with the interviews of this one. While Redis does not answer there may be one: an
 * interview handed over to no bridge still ends, but one that is ended cannot go on.
 */
export async function canHandOver(
  parts: Pick<ServiceParts, 'listPeers' | 'instance' | 'logger'>,
): Promise<boolean> {
  try {
    return hasSuccessor(await parts.listPeers('ai-bridge'), parts.instance);
  } catch (error) {
    parts.logger.warn({ err: error }, 'other bridges are unknown: interviews are handed over');
    return true;
  }
}
