/**
 * Reads JSON that came over a wire. When it is not JSON, the result is undefined, which no schema of ours accepts.
 * Never throws.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
