import { join } from 'node:path';
import { closeServer, listen } from '@ringback/shared/runtime/http';
import { createLogger } from '@ringback/shared/runtime/logger';
import { type RunningService, toInstanceId } from '@ringback/shared/runtime/run-service';
import { readRunTimeConfiguration } from '../lib/run-time-configuration.ts';
import { readBuiltPages } from './built-pages.ts';
import type { WebConfig } from './config.ts';
import { createWebApp } from './web-app.ts';

export interface RunningWeb extends RunningService {
  port: number;
}

const builtFolder = join(import.meta.dirname, '../dist');

/**
 * Starts the server of the pages. `config.PORT` 0 takes any free port. Rejects when the pages are not built or the port
 * is taken.
 */
export async function startWeb(
  config: WebConfig,
  env: Readonly<Record<string, string | undefined>>,
  folder = builtFolder,
): Promise<RunningWeb> {
  const logger = createLogger({ service: 'web', instance: toInstanceId(undefined), level: config.LOG_LEVEL });
  const configuration = readRunTimeConfiguration(env);
  const pages = await readBuiltPages(folder, configuration);
  const app = createWebApp({ configuration, pages, browserFolder: join(folder, 'browser'), logger });
  const { server, port } = await listen(app, config.HOST, config.PORT);
  logger.info({ port }, 'pages served');
  return {
    port,
    // A page is answered at once: there is no work to wait for.
    drain: async () => undefined,
    close: () => closeServer(server),
  };
}
