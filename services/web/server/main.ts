import { loadConfig } from '@ringback/shared/runtime/config';
import { runService } from '@ringback/shared/runtime/run-service';
import { webConfigSchema } from './config.ts';
import { startWeb } from './start-web.ts';

await runService(() => startWeb(loadConfig(webConfigSchema, process.env), process.env));
