import { loadConfig } from '@ringback/shared/runtime/config';
import { runService } from '@ringback/shared/runtime/run-service';
import { bridgeConfigSchema } from './config.ts';
import { startBridge } from './start-bridge.ts';

await runService(() => startBridge(loadConfig(bridgeConfigSchema, process.env)));
