import fc from 'fast-check';
import type { z } from 'zod';

interface CheckDef {
  check: string;
  pattern?: RegExp;
  minimum?: number;
  maximum?: number;
  length?: number;
  value?: number;
}

/** The parts of zod's own description of a schema that this reads. */
interface Def {
  type: string;
  shape?: Record<string, Described>;
  element?: Described;
  options?: Described[];
  values?: unknown[];
  entries?: Record<string, string>;
  keyType?: Described;
  valueType?: Described;
  innerType?: Described;
  in?: Described;
  checks?: { _zod: { def: CheckDef } }[];
}
interface Described {
  _zod: { def: Def; optin?: string };
}

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(' padded ', 'abcd-ef12-gh34-jk56', 'ses_12345678', '1', 'a\u200bb'),
);

/** The least and the most of what its checks let through. */
function boundsOf({ checks = [] }: Def, otherwise: { min: number; max: number }) {
  const found = { ...otherwise };
  for (const { _zod } of checks) {
    const { check, minimum, maximum, length, value } = _zod.def;
    const least = minimum ?? length ?? (check === 'greater_than' ? value : undefined);
    const most = maximum ?? length ?? (check === 'less_than' ? value : undefined);
    if (least !== undefined) found.min = Math.max(found.min, Number(least));
    if (most !== undefined) found.max = Math.min(found.max, Number(most));
  }
  return found;
}

function textOf(def: Def): fc.Arbitrary<unknown> {
  const pattern = def.checks?.map(({ _zod }) => _zod.def.pattern).find((found) => found !== undefined);
  if (pattern !== undefined) return fc.oneof({ weight: 5, arbitrary: fc.stringMatching(pattern) }, word);
  const { min, max } = boundsOf(def, { min: 0, max: 10_000 });
  return fc.oneof(word, fc.string({ minLength: min, maxLength: Math.min(max, min + 30) }));
}

function numberOf(def: Def): fc.Arbitrary<unknown> {
  const { min, max } = boundsOf(def, { min: -5, max: 1e9 });
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return fc.oneof({ weight: 4, arbitrary: whole }, fc.double({ min, max, noNaN: true }));
}

function objectOf(shape: Record<string, Described>): fc.Arbitrary<unknown> {
  const required = Object.entries(shape).filter(([, { _zod }]) => _zod.optin === undefined);
  return fc.record(
    Object.fromEntries(Object.entries(shape).map(([key, part]) => [key, arbitraryOfPart(part)])),
    { requiredKeys: required.map(([key]) => key) },
  );
}

function arbitraryOfPart({ _zod }: Described): fc.Arbitrary<unknown> {
  const {
    type,
    shape,
    element,
    options,
    values,
    entries,
    keyType,
    valueType,
    innerType,
    in: first,
  } = _zod.def;
  const part = (of: Described | undefined) => (of === undefined ? fc.jsonValue() : arbitraryOfPart(of));
  switch (type) {
    case 'string':
      return textOf(_zod.def);
    case 'number':
      return numberOf(_zod.def);
    case 'boolean':
      return fc.boolean();
    case 'literal':
      return fc.constantFrom(...(values ?? []));
    case 'enum':
      return fc.constantFrom(...Object.values(entries ?? {}));
    case 'object':
      return objectOf(shape ?? {});
    case 'array':
      return fc.array(part(element), { minLength: boundsOf(_zod.def, { min: 0, max: 3 }).min, maxLength: 3 });
    case 'union':
      return fc.oneof(...(options ?? []).map(part));
    case 'record':
      return keyType?._zod.def.entries
        ? objectOf(
            Object.fromEntries(
              Object.values(keyType._zod.def.entries).map((key) => [key, valueType as Described]),
            ),
          )
        : fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), part(valueType), { maxKeys: 3 });
    case 'nullable':
      return fc.oneof(fc.constant(null), part(innerType));
    case 'optional':
    case 'default':
    case 'catch':
      return fc.oneof(
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 4, arbitrary: part(innerType) },
      );
    case 'pipe':
      return part(first);
    default:
      return fc.jsonValue();
  }
}

/** Values as this schema wants them, as far as its description tells. */
export const arbitraryOf = (schema: z.ZodType): fc.Arbitrary<unknown> =>
  arbitraryOfPart(schema as unknown as Described);

/** One thing in it, at any depth, is another, is gone, or is new. */
function spoil(value: unknown, steps: readonly number[], other: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (typeof value !== 'object' || value === null || steps.length === 0) return other;
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)];
  if (Array.isArray(value))
    return value.map((part, index) => (index === step % value.length ? spoil(part, rest, other) : part));
  if (key === undefined) return { ...value, newKey: other };
  const part = (value as Record<string, unknown>)[key];
  const next = spoil(part, rest, other);
  return Object.fromEntries(
    Object.entries({ ...value, [key]: next }).filter(([name]) => name !== key || next !== undefined),
  );
}

/** Values that were good but for one thing. */
export const spoilt = (good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      good,
      fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }),
      fc.oneof(fc.constant(undefined), fc.jsonValue(), fc.constantFrom(0, -1, 1e12, '', 'x'.repeat(500))),
    )
    .map(([value, steps, other]) => spoil(value, steps, other));
