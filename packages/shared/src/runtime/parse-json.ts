/** Reads JSON that came over a wire; undefined, which no schema of ours accepts, when it is none. Never throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
