import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Above this size the file becomes `<service>.log.1` and a new one begins. There are at most two files. */
const FILE_LIMIT_BYTES = 10 * 1024 * 1024;
const LINE_LIMIT = 32 * 1024;

export interface ServiceLog {
  /** Adds one line to the file and hands it to the terminal as a JSON line. */
  add(line: string): void;
  close(): void;
}

/** Adds the service's name to a line that is not JSON, such as a stand-in's library prints. */
export function toJsonLine(service: string, line: string): string {
  if (line.startsWith('{') && line.endsWith('}')) return line;
  return JSON.stringify({ level: 'info', time: new Date().toISOString(), service, msg: line });
}

/**
 * Keeps what a process prints in `<folder>/<service>.log`, and passes it on. The file of the last start becomes
 * `.log.1`. A file that cannot be written is reported once and given up, because a full disk must not stop a live
 * call.
 */
export function openServiceLog(
  folder: string,
  service: string,
  { passOn, say }: { passOn: (jsonLine: string) => void; say: (line: string) => void },
): ServiceLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${service}.log`);
  let descriptor: number | undefined;
  let size = 0;

  const close = () => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  const begin = () => {
    close();
    if (existsSync(file)) renameSync(file, `${file}.1`);
    descriptor = openSync(file, 'a', 0o600);
    size = 0;
  };

  begin();
  return {
    add: (line) => {
      const json = toJsonLine(service, line.length > LINE_LIMIT ? `${line.slice(0, LINE_LIMIT)}…` : line);
      passOn(json);
      if (descriptor === undefined) return;
      try {
        size += writeSync(descriptor, `${json}\n`);
        if (size > FILE_LIMIT_BYTES) begin();
      } catch (error) {
        say(`${file} is given up: ${(error as Error).message}`);
        close();
      }
    },
    close,
  };
}
