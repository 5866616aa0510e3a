import { loadConfig } from '@ringback/shared/runtime/config';
import { runService } from '@ringback/shared/runtime/run-service';
import { telephonyConfigSchema } from './config.ts';
import { startTelephony } from './start-telephony.ts';

await runService(() => startTelephony(loadConfig(telephonyConfigSchema, process.env)));
