import { loadConfig } from '@ringback/shared/runtime/config';
import { gatewayConfigSchema } from '../../services/frontend-gateway/src/config.ts';
import { type RunningGateway, startGateway } from '../../services/frontend-gateway/src/start-gateway.ts';
import { gatewayOperatorToken, gatewayPage } from './gateways.ts';
import type { LogLines } from './log-lines.ts';
import { redisUrlOfEach } from './service-redis.ts';
import { limitsOff, testKeys } from './settings.ts';

/** Starts another gateway on a database as it is, as after a restart. */
export async function startGatewayOn(
  redisUrl: string,
  logs: LogLines,
  env: Record<string, string>,
): Promise<RunningGateway> {
  const redisUrls = await redisUrlOfEach(redisUrl);
  const config = loadConfig(gatewayConfigSchema, {
    RINGBACK_MODE: 'local',
    REDIS_URL: redisUrls['frontend-gateway'],
    PORT: '0',
    ALLOWED_ORIGINS: gatewayPage,
    ...testKeys,
    OPERATOR_TOKEN: gatewayOperatorToken,
    MAX_LIVE_CALLS: '100',
    LOG_LEVEL: 'debug',
    INSTANCE_ID: 'gateway-later',
    ...limitsOff,
    ...env,
  });
  return await startGateway(config, { logDestination: logs.destination });
}
