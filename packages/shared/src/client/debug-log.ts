/**
 * Plain lines in the browser's console that tell the story of a call. Values are fields. A person's words never
 * appear.
 */
export type DebugLog = (line: string, fields?: Readonly<Record<string, unknown>>) => void;

/** A log whose every line carries `base`, such as the session id. */
export function createDebugLog(base: Readonly<Record<string, unknown>>): DebugLog {
  return (line, fields = {}) => {
    // biome-ignore lint/suspicious/noConsole: the console is where a browser's log is, and this is the one way to it
    console.debug(`${line} ${JSON.stringify({ ...base, ...fields })}`);
  };
}
