/** The shapes of a Realtime session's events: for each event type, the paths of its fields with their types. */
export type EventShapes = ReadonlyMap<string, ReadonlySet<string>>;

/** Deep enough for every documented event. */
const mostDepth = 8;

function pathsOf(value: unknown, path: string, depth: number): string[] {
  if (Array.isArray(value)) {
    if (depth === 0) return [`${path}[]`];
    return [`${path}[]`, ...value.flatMap((entry) => pathsOf(entry, `${path}[]`, depth - 1))];
  }
  if (typeof value === 'object' && value !== null) {
    if (depth === 0) return [path];
    return Object.entries(value).flatMap(([key, held]) => pathsOf(held, `${path}.${key}`, depth - 1));
  }
  return [`${path}: ${value === null ? 'null' : typeof value}`];
}

export function createShapeRecorder(): { add(text: string): void; readonly shapes: EventShapes } {
  const shapes = new Map<string, Set<string>>();
  return {
    shapes,
    add(text) {
      const event: unknown = JSON.parse(text);
      const type =
        typeof event === 'object' && event !== null ? String(Reflect.get(event, 'type')) : 'no object';
      const known = shapes.get(type) ?? new Set<string>();
      for (const path of pathsOf(event, '', mostDepth)) known.add(path);
      shapes.set(type, known);
    },
  };
}

/** What only one side sent, a line each. Empty when both speak alike. */
export function compareShapes(real: EventShapes, standIn: EventShapes): string[] {
  const lines: string[] = [];
  for (const type of new Set([...real.keys(), ...standIn.keys()])) {
    const [there, here] = [real.get(type), standIn.get(type)];
    if (there === undefined) lines.push(`${type}: only the stand-in sent it`);
    else if (here === undefined) lines.push(`${type}: only OpenAI sent it`);
    else {
      for (const path of there) if (!here.has(path)) lines.push(`${type}${path}: only OpenAI`);
      for (const path of here) if (!there.has(path)) lines.push(`${type}${path}: only the stand-in`);
    }
  }
  return lines.sort();
}
