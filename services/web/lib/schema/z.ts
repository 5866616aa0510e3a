import { wrong } from './issues.ts';
import { arrayOf, isObject, objectOf, runAt, Schema, type Shape } from './schema.ts';

const of = (is: (value: unknown) => boolean): Schema =>
  new Schema((value, issues) => (is(value) ? value : wrong(issues)));

const oneOf = (values: readonly unknown[], options: readonly unknown[] = values): Schema =>
  new Schema((value, issues) => (values.includes(value) ? value : wrong(issues)), { values, options });

function union(options: readonly Schema[]): Schema {
  const values = options.every(({ facts }) => facts.values !== undefined)
    ? options.flatMap(({ facts }) => facts.values ?? [])
    : undefined;
  return new Schema(
    (value, issues) => {
      for (const option of options) {
        const { success, data } = option.safeParse(value);
        if (success) return data;
      }
      return wrong(issues);
    },
    { values, options },
  );
}

function discriminatedUnion(key: string, options: readonly Schema[]): Schema {
  const byTag = new Map(
    options.flatMap((option) => option.facts.tags?.(key).map((tag) => [tag, option] as const) ?? []),
  );
  const tags = (name: string) => options.flatMap(({ facts }) => facts.tags?.(name) ?? []);
  return new Schema(
    (value, issues) => {
      if (!isObject(value)) return wrong(issues);
      const option = byTag.get(value[key]);
      return option === undefined ? wrong(issues, undefined, [key]) : option.run(value, issues);
    },
    { options, tags },
  );
}

/** With a list of words as its keys, it has each of them and no other. */
function record(keys: Schema, element: Schema): Schema {
  const listed = keys.facts.values as readonly string[] | undefined;
  return new Schema((value, issues) => {
    if (!isObject(value)) return wrong(issues);
    const read: Record<string, unknown> = {};
    for (const key of listed ?? Object.keys(value)) {
      if (key === '__proto__') continue;
      const before = issues.length;
      const name = runAt(keys, key, key, issues);
      if (issues.length > before) continue;
      read[String(name)] = runAt(element, value[key], key, issues);
    }
    if (listed && Object.keys(value).some((key) => !listed.includes(key))) wrong(issues, 'unrecognized');
    return read;
  });
}

/** Reads numbers as zod does: neither NaN nor an infinite one is a number. */
const number = (): Schema => of(Number.isFinite);

/** zod's name for its functions. */
export const z = {
  ...{ union, discriminatedUnion, record, number, array: arrayOf },
  string: () => of((value) => typeof value === 'string'),
  boolean: () => of((value) => typeof value === 'boolean'),
  unknown: () => of(() => true),
  literal: (value: unknown) => oneOf(Array.isArray(value) ? value : [value]),
  enum: (words: readonly string[]) => oneOf(words),
  object: (shape: Shape = {}) => objectOf(shape),
  strictObject: (shape: Shape) => objectOf(shape, true),
  coerce: {
    number: () => new Schema((value, issues) => number().run(Number(value), issues)),
  },
};
