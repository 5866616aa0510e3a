/** One possible next step. `broken` names the property that it breaks. */
export interface Step<World> {
  text: string;
  world: World;
  broken?: string | undefined;
}

export interface Exploration {
  /** How many different worlds were reached, and how many steps were tried from them. */
  worlds: number;
  steps: number;
  /** False when `mostWorlds` stopped it before everything had been seen. */
  isComplete: boolean;
  /** Absent when no property can be broken. `trace` is among the shortest ways to break it. */
  counterexample?: { broken: string; trace: string[] };
}

/** How a world was first reached: the number of the world before it, and which of that world's steps it was. */
interface Origin {
  from: number;
  step: number;
}

/**
 * Visits every reachable world, nearest first, and stops at the first step that breaks a property. `steps` must be a
 * function of the world alone. Worlds with the same key count as the same.
 */
export function explore<World>(options: {
  start: World;
  steps: (world: World) => Step<World>[];
  toKey: (world: World) => string;
  mostWorlds: number;
  /** Called with every world, once. */
  see?: (world: World) => void;
}): Exploration {
  const { start, steps, toKey, mostWorlds, see } = options;
  const known = new Set([toKey(start)]);
  const origins: (Origin | null)[] = [null];
  let tried = 0;
  let layer: { index: number; world: World }[] = [{ index: 0, world: start }];
  while (layer.length > 0) {
    const next: typeof layer = [];
    for (const { index, world } of layer) {
      see?.(world);
      const choices = steps(world);
      for (const [step, { world: after, broken }] of choices.entries()) {
        tried += 1;
        if (broken !== undefined) {
          const trace = [...retell(options, origins, index), choices[step]?.text ?? ''];
          return { worlds: known.size, steps: tried, isComplete: false, counterexample: { broken, trace } };
        }
        const key = toKey(after);
        if (known.has(key)) continue;
        if (known.size >= mostWorlds) return { worlds: known.size, steps: tried, isComplete: false };
        known.add(key);
        origins.push({ from: index, step });
        next.push({ index: origins.length - 1, world: after });
      }
    }
    layer = next;
  }
  return { worlds: known.size, steps: tried, isComplete: true };
}

/** Walks the way to a world again. Keeping only numbers lets many worlds fit into memory. */
function retell<World>(
  { start, steps }: { start: World; steps: (world: World) => Step<World>[] },
  origins: readonly (Origin | null)[],
  last: number,
): string[] {
  const choices: number[] = [];
  for (let origin = origins[last]; origin; origin = origins[origin.from]) choices.push(origin.step);
  const trace: string[] = [];
  let world = start;
  for (const choice of choices.reverse()) {
    const step = steps(world)[choice];
    if (step === undefined) throw new Error('steps is not a function of the world alone');
    trace.push(step.text);
    world = step.world;
  }
  return trace;
}

/** A counterexample for a person. */
export function toText({ broken, trace }: { broken: string; trace: readonly string[] }): string {
  return [
    `broken: ${broken}`,
    ...trace.map((line, index) => `${String(index + 1).padStart(3)}. ${line}`),
  ].join('\n');
}
