import { RESTART_POLICY } from '../process/restart-policy.ts';
import { type SupervisedProcess, superviseProcess } from '../process/supervised-process.ts';
import { openServiceLog, type ServiceLog } from './service-log.ts';
import type { PlannedService } from './service-plan.ts';
import type { Terminal } from './terminal.ts';

export interface Fleet {
  start(service: PlannedService): void;
  /** A log for something outside the plan, such as our Redis. `quiet` keeps it off the terminal. */
  openLog(name: string, verbosity?: 'quiet'): ServiceLog;
  /** Drains and ends every process, stage after stage. Safe to call again. */
  stop(): Promise<void>;
  /** Ends every process now. */
  kill(): void;
}

/** The processes of one start, with their logs. */
export function createFleet(options: {
  readonly logFolder: string;
  readonly terminal: Terminal;
  /** A process died too often, and everything should stop. */
  readonly onFailed: (reason: string) => void;
}): Fleet {
  const { logFolder, terminal, onFailed } = options;
  const running: { service: PlannedService; process: SupervisedProcess }[] = [];
  const logs: ServiceLog[] = [];
  let stopped: Promise<void> | undefined;

  const openLog = (name: string, verbosity?: 'quiet') => {
    const passOn = verbosity === 'quiet' ? () => {} : terminal.log;
    const log = openServiceLog(logFolder, name, { passOn, say: terminal.say });
    logs.push(log);
    return log;
  };

  const start = (service: PlannedService) => {
    const { name } = service;
    const log = openLog(name);
    const supervised = superviseProcess(service, {
      restarts: RESTART_POLICY,
      onLine: log.add,
      onRestart: (reason, delayMs) =>
        terminal.say(`${name} died (${reason}); starting it again in ${delayMs / 1000} s`),
      onGaveUp: (reason) =>
        onFailed(`${name} does not stay up (${reason}); its last words are in ${logFolder}/${name}.log`),
    });
    running.push({ service, process: supervised });
  };

  const stop = async () => {
    for (const stage of [0, 1]) {
      const ofStage = running.filter(({ service }) => service.stopStage === stage);
      await Promise.all(ofStage.map((each) => each.process.stop()));
    }
    for (const log of logs) log.close();
  };

  return {
    start,
    openLog,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
    kill: () => {
      for (const each of running) each.process.kill();
    },
  };
}
