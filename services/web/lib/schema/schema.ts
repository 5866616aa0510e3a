import { type Issue, messageOf, type Said, SchemaError, wrong } from './issues.ts';

/** Checks a value, adds what is wrong to `issues`, and returns what the value is read as. */
export type Run = (value: unknown, issues: Issue[]) => unknown;

/** What other schemas must know of one. */
interface Facts {
  /** A key may be absent. `defaulted`: something is put in its place. */
  absent?: 'optional' | 'defaulted' | undefined;
  /** What comes out may be absent. */
  comesOptional?: boolean | undefined;
  /** Every value that there is: of a literal or a list of words. */
  values?: readonly unknown[] | undefined;
  /** The values by which one of several shapes is known. */
  tags?: ((key: string) => readonly unknown[]) | undefined;
  inner?: Schema;
  shape?: Shape;
  options?: readonly unknown[];
}

export type Shape = Readonly<Record<string, Schema>>;
const sizeOf = (value: unknown): number =>
  typeof value === 'number' ? value : (value as { length: number }).length;
const copyOf = (value: unknown): unknown => {
  if (typeof value === 'function') return value();
  if (Array.isArray(value)) return [...value];
  return typeof value === 'object' && value !== null ? { ...value } : value;
};

/** Runs a schema on a part, and says of each fault in which part it is. */
export function runAt(schema: Schema, value: unknown, key: PropertyKey, issues: Issue[]): unknown {
  const before = issues.length;
  const read = schema.run(value, issues);
  for (const issue of issues.slice(before)) issue.path.unshift(key);
  return read;
}

/**
 * A schema as zod has it, as far as the contract uses it: zod itself is 34 kB of a page. vite.config.ts puts it in zod's
 * place, and same-as-zod.test.ts holds every schema of the contract to zod's own reading.
 */
export class Schema {
  readonly run: Run;
  readonly facts: Facts;
  constructor(run: Run, facts: Facts = {}) {
    this.run = run;
    this.facts = facts;
  }

  get shape(): Shape {
    return this.facts.shape ?? {};
  }
  get options(): readonly unknown[] {
    return this.facts.options ?? [];
  }

  safeParse(value: unknown) {
    const issues: Issue[] = [];
    const data = this.run(value, issues);
    return issues.length === 0 ? { success: true, data } : { success: false, error: new SchemaError(issues) };
  }
  parse(value: unknown): unknown {
    const { data, error } = this.safeParse(value);
    if (error !== undefined) throw error;
    return data;
  }

  /** A check of a value that is well-formed so far. */
  refine(test: (value: never) => unknown, said?: Said & { path?: PropertyKey[] }): Schema {
    const path = typeof said === 'object' ? (said.path ?? []) : [];
    return this.#then((value, issues) => {
      if (!test(value as never)) wrong(issues, messageOf(said), [...path]);
      return value;
    });
  }
  min(least: number, said?: Said): Schema {
    return this.refine((value) => sizeOf(value) >= least, said);
  }
  max(most: number, said?: Said): Schema {
    return this.refine((value) => sizeOf(value) <= most, said);
  }
  length(size: number, said?: Said): Schema {
    return this.refine((value) => sizeOf(value) === size, said);
  }
  int(said?: Said): Schema {
    return this.refine(Number.isSafeInteger, said);
  }
  positive(said?: Said): Schema {
    return this.refine((value) => value > 0, said);
  }
  nonnegative(said?: Said): Schema {
    return this.min(0, said);
  }
  regex(pattern: RegExp, said?: Said): Schema {
    return this.refine((value) => {
      pattern.lastIndex = 0;
      return pattern.test(value);
    }, said);
  }
  trim(): Schema {
    return this.#then((value) => (value as string).trim());
  }
  transform(change: (value: never) => unknown): Schema {
    return this.#then((value) => change(value as never), { comesOptional: false });
  }
  pipe(next: Schema): Schema {
    return this.#then(next.run, { comesOptional: next.facts.comesOptional });
  }

  optional(): Schema {
    const { absent } = this.facts;
    const run: Run = (value, issues) =>
      value === undefined && absent !== 'defaulted' ? undefined : this.run(value, issues);
    const values = this.facts.values && [...this.facts.values, undefined];
    return this.#around(run, { absent: absent ?? 'optional', comesOptional: true, values });
  }
  nullable(): Schema {
    const run: Run = (value, issues) => (value === null ? null : this.run(value, issues));
    return this.#around(run, { values: this.facts.values && [...this.facts.values, null] });
  }
  nullish(): Schema {
    return this.nullable().optional();
  }
  default(otherwise: unknown): Schema {
    const run: Run = (value, issues) => {
      const read = value === undefined ? undefined : this.run(value, issues);
      return read === undefined ? copyOf(otherwise) : read;
    };
    return this.#around(run, { absent: 'defaulted', comesOptional: false });
  }
  catch(otherwise: unknown): Schema {
    const run: Run = (value) => {
      const own: Issue[] = [];
      const read = this.run(value, own);
      return own.length === 0 ? read : typeof otherwise === 'function' ? otherwise() : otherwise;
    };
    return this.#around(run, { absent: this.facts.absent ?? 'optional' });
  }
  unwrap(): Schema {
    return this.facts.inner ?? this;
  }

  array(): Schema {
    return arrayOf(this);
  }
  extend(more: Shape): Schema {
    return objectOf({ ...this.shape, ...more });
  }
  omit(names: Readonly<Record<string, true>>): Schema {
    return objectOf(Object.fromEntries(Object.entries(this.shape).filter(([name]) => !(name in names))));
  }

  // Of the types and the documents, which the compiler and the gateway know by zod itself.
  brand(): Schema {
    return this;
  }
  meta(): Schema {
    return this;
  }

  #then(next: Run, facts: Facts = {}): Schema {
    const run: Run = (value, issues) => {
      const before = issues.length;
      const read = this.run(value, issues);
      return issues.length === before ? next(read, issues) : read;
    };
    return new Schema(run, { ...this.facts, ...facts });
  }
  #around(run: Run, facts: Facts): Schema {
    return new Schema(run, { ...this.facts, ...facts, inner: this });
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function arrayOf(element: Schema): Schema {
  return new Schema((value, issues) => {
    if (!Array.isArray(value)) return wrong(issues);
    return value.map((part, index) => runAt(element, part, index, issues));
  });
}

/** What a key of an object is read as; `into` gets it. By zod's `handlePropertyResult`. */
function readKey(
  key: string,
  schema: Schema,
  from: Record<string, unknown>,
  into: Record<string, unknown>,
): Issue[] {
  const { absent, comesOptional } = schema.facts;
  const isPresent = key in from;
  if (!isPresent && comesOptional && absent === 'optional') return [];
  const issues: Issue[] = [];
  const read = runAt(schema, from[key], key, issues);
  if (!isPresent && absent !== undefined && comesOptional && issues.length > 0) return [];
  if (!isPresent && absent === undefined) {
    if (issues.length === 0) wrong(issues, 'missing', [key]);
    return issues;
  }
  if (read !== undefined || isPresent || (absent === 'defaulted' && !comesOptional)) into[key] = read;
  return issues;
}

/** `isStrict`: a key that is not of the shape is a fault. Otherwise it is left out. */
export function objectOf(shape: Shape, isStrict = false): Schema {
  const entries = Object.entries(shape);
  const run: Run = (value, issues) => {
    if (!isObject(value)) return wrong(issues);
    const read: Record<string, unknown> = {};
    for (const [key, schema] of entries) issues.push(...readKey(key, schema, value, read));
    if (isStrict && Object.keys(value).some((key) => !Object.hasOwn(shape, key)))
      wrong(issues, 'unrecognized');
    return read;
  };
  const tags = (key: string) => {
    const { values = [], absent } = shape[key]?.facts ?? {};
    return absent === undefined ? values : [...values, undefined];
  };
  return new Schema(run, { shape, tags });
}

export { arrayOf };
