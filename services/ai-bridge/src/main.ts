import { loadConfig } from '@ringback/shared/runtime/config';
import { runService } from '@ringback/shared/runtime/run-service';
import { bridgeConfigSchema } from './config.ts';
import { engineKind } from './engine.ts';
import { startBridge } from './start-bridge.ts';

await runService(() => {
  const config = loadConfig(bridgeConfigSchema, process.env);
  return startBridge(config, engineKind.createEngine(config));
});
