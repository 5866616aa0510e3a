/** Plain lines that tell the story of a call in the browser's console; values as fields, never a person's words. */
export type DebugLog = (line: string, fields?: Readonly<Record<string, unknown>>) => void;

/** A log whose every line carries `base`, such as the session id. */
export function createDebugLog(base: Readonly<Record<string, unknown>>): DebugLog {
  return (line, fields = {}) => {
    // biome-ignore lint/suspicious/noConsole: the console is where a browser's log is, and this is the one way to it
    console.debug(`${line} ${JSON.stringify({ ...base, ...fields })}`);
  };
}
