import { loadConfig } from '@ringback/shared/runtime/config';
import { runService } from '@ringback/shared/runtime/run-service';
import { standInConfigSchema } from './config.ts';
import { startStandIns } from './start-stand-ins.ts';

await runService(() => startStandIns(loadConfig(standInConfigSchema, process.env)));
