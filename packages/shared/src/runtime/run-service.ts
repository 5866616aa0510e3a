import { hostname } from 'node:os';
import { type InstanceId, instanceIdSchema } from '../contract/ids.ts';
import { ConfigError } from './config.ts';

/** A started service. `drain` takes no new work and waits; `close` releases everything. Both may be repeated. */
export interface RunningService {
  /** How long `drain` takes at most, in ms, if that is more than a moment. */
  readonly drainWithinMs?: number;
  drain(): Promise<void>;
  close(): Promise<void>;
}

const closeWithinMs = 10_000;

/**
 * A name for this process: stable in a container, unique on one machine. A host's name may contain what a name in the
 * record must not. Throws a ConfigError for a given name that others could not read.
 */
export function toInstanceId(given: string | undefined, host = hostname()): InstanceId {
  const made = `${host.replace(/[^A-Za-z0-9_.-]/g, '-').slice(0, 60)}-${process.pid}`;
  const name = instanceIdSchema.safeParse(given ?? made);
  if (name.success) return name.data;
  throw new ConfigError(['INSTANCE_ID: may have letters, digits, ".", "_" and "-", at most 80']);
}

/**
 * The life of a process: start, serve, drain at the first SIGTERM or SIGINT, leave at the second. A configuration
 * problem is printed in plain words and exits with 2. A failed start exits with 1.
 */
export async function runService(start: () => Promise<RunningService>): Promise<void> {
  let running: RunningService;
  try {
    running = await start();
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : describe(error)}\n`);
    process.exit(error instanceof ConfigError ? 2 : 1);
  }
  let signals = 0;
  const leave = async () => {
    signals += 1;
    if (signals > 1) process.exit(1);
    const timer = setTimeout(() => process.exit(1), (running.drainWithinMs ?? 0) + closeWithinMs);
    try {
      await running.drain();
      await running.close();
      clearTimeout(timer);
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${describe(error)}\n`);
      process.exit(1);
    }
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.message}` : String(error);
}
