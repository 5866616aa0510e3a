import { loadConfig } from '@ringback/shared/runtime/config';
import { runService } from '@ringback/shared/runtime/run-service';
import { gatewayConfigSchema } from './config.ts';
import { startGateway } from './start-gateway.ts';

await runService(() => startGateway(loadConfig(gatewayConfigSchema, process.env)));
