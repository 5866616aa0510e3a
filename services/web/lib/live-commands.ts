import type { ApiClient, ConfigurationChange } from '@ringback/shared/client/api-client';
import type { DebugLog } from '@ringback/shared/client/debug-log';
import { ApiError } from '@ringback/shared/client/gateway-call';
import type { LogsSocket } from '@ringback/shared/client/logs-socket';
import { newOperationId } from '@ringback/shared/client/operation-id';
import type { CommandResult } from '@ringback/shared/client/pending-commands';
import type { JobConfigurationInput } from '@ringback/shared/contract/job-configuration';
import type { SteeringKind } from '@ringback/shared/contract/steering';

const endByHttpAfterMs = 2_500;

interface Options {
  sessionId: string;
  api: ApiClient;
  socket: LogsSocket;
  log: DebugLog;
}

/** The candidate's commands from the live page: by socket, or by HTTP when the socket cannot carry them. */
export interface LiveCommands {
  end(): Promise<void>;
  changeConfiguration(jobConfiguration: JobConfigurationInput): Promise<CommandResult>;
  /** Asks something of the interviewer, now or not at all: there is no way round the socket. */
  steer(kind: SteeringKind): Promise<CommandResult>;
}

export function createLiveCommands({ sessionId, api, socket, log }: Options): LiveCommands {
  async function changeByHttp(change: ConfigurationChange): Promise<CommandResult> {
    log('job configuration sent', { via: 'http', operationId: change.operationId });
    try {
      await api.changeConfiguration(sessionId, change);
      return { outcome: 'ok' };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { outcome: error.status === 0 ? 'unanswered' : 'illegal', message: error.message };
    }
  }

  return {
    async end() {
      const operationId = newOperationId();
      log('hanging up', { operationId });
      const byHttp = setTimeout(() => {
        api
          .end(sessionId, operationId)
          .catch((error: unknown) => log('end by http failed', { reason: String(error) }));
      }, endByHttpAfterMs);
      const { outcome } = await socket.send({ type: 'call.end', operationId });
      // Also when the page is left meanwhile: a candidate who has hung up is no longer on the phone.
      if (outcome !== 'unanswered') clearTimeout(byHttp);
    },
    async changeConfiguration(jobConfiguration) {
      const operationId = newOperationId();
      log('job configuration ready', { operationId });
      const change: ConfigurationChange = { operationId, jobConfiguration };
      const command = { type: 'job.configuration', ...change } as const;
      // The socket accepts 16 KiB. Two texts of full length are longer.
      const result = socket.fits(command) ? await socket.send(command) : await changeByHttp(change);
      if (result.outcome !== 'unanswered') {
        log('job configuration acknowledged', { operationId, outcome: result.outcome });
      }
      return result;
    },
    steer(kind) {
      const operationId = newOperationId();
      log('interviewer asked', { kind, operationId });
      return socket.send({ type: 'steer', operationId, kind });
    },
  };
}
