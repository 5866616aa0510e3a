/** Keywords that strict mode does not accept. Lengths are stated in descriptions and checked by the client. */
const unsupported = [
  'minLength',
  'maxLength',
  'default',
  'allOf',
  'oneOf',
  'not',
  'patternProperties',
  'if',
  'propertyNames',
];
/** Documented are ten, refused was what had more than five. */
const mostLevels = 5;
const mostEnumValues = 1_000;
/** Of an enum with more values than this all together may have so many characters. */
const largeEnum = 250;
const mostLargeEnumCharacters = 15_000;

type Node = Record<string, unknown>;
const isObject = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How many values stand in the enums of a schema, as it is sent. A reason why they are too many, or null. */
function enumFault(schema: Node): string | null {
  let values = 0;
  const visit = (value: unknown): string | null => {
    if (typeof value !== 'object' || value === null) return null;
    const own = isObject(value) && Array.isArray(value.enum) ? value.enum : [];
    values += own.length;
    const characters = own.reduce<number>((sum, one) => sum + String(one).length, 0);
    if (own.length > largeEnum && characters > mostLargeEnumCharacters)
      return `an enum has ${characters} characters; at most ${mostLargeEnumCharacters} are permitted.`;
    return (
      Object.values(value)
        .map(visit)
        .find((fault) => fault !== null) ?? null
    );
  };
  const fault = visit(schema);
  if (fault !== null) return fault;
  return values > mostEnumValues
    ? `the enums have ${values} values; at most ${mostEnumValues} are permitted.`
    : null;
}

/** The part of a schema that a reference names. Null when there is none. */
function resolve(root: Node, ref: string): unknown {
  if (!ref.startsWith('#/')) return null;
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (isObject(at) ? at[key] : null), root);
}

function objectFault(schema: Node, at: string): string | null {
  const properties = isObject(schema.properties) ? schema.properties : {};
  if (schema.additionalProperties !== false)
    return `${at}, 'additionalProperties' is required to be supplied and to be false.`;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = Object.keys(properties).find((key) => !required.includes(key));
  return missing === undefined
    ? null
    : `${at}, 'required' is required to be supplied and to include every key in properties. Missing '${missing}'.`;
}

/** The parts that a part consists of, with their names. Those of a list are a level deeper, alternatives are not. */
function partsOf(schema: Node): [steps: string[], part: unknown, deeper: number][] {
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  const alternatives = Array.isArray(schema.anyOf) ? [...schema.anyOf.entries()] : [];
  return [
    ...properties.map(([key, part]): [string[], unknown, number] => [['properties', key], part, 1]),
    ...(schema.type === 'array' ? [[['items'], schema.items, 1] as [string[], unknown, number]] : []),
    ...alternatives.map(([index, part]): [string[], unknown, number] => [['anyOf', String(index)], part, 0]),
  ];
}

/**
 * Why OpenAI would refuse a schema in strict mode (guide "Structured outputs"): the root is an object, every object
 * forbids additional properties and requires all of its own, and it is neither too deep nor has too many enum values.
 * Null when it is good.
 */
export function strictSchemaFault(root: unknown): string | null {
  if (!isObject(root)) return 'In context=(), the schema must be an object.';
  function faultOf(schema: unknown, path: readonly string[], level: number): string | null {
    const at = `In context=(${path.map((step) => `'${step}'`).join(', ')})`;
    if (!isObject(schema)) return `${at}, the schema must be an object.`;
    if (typeof schema.$ref === 'string') return faultOf(resolve(root as Node, schema.$ref), path, level);
    if (path.length === 0 && schema.type !== 'object') return `${at}, the root must have type 'object'.`;
    if (level > mostLevels) return `${at}, the schema exceeds ${mostLevels} levels of nesting.`;
    const forbidden = unsupported.find((keyword) => keyword in schema);
    if (forbidden !== undefined) return `${at}, '${forbidden}' is not permitted.`;
    const fault = schema.type === 'object' ? objectFault(schema, at) : null;
    if (fault !== null) return fault;
    for (const [steps, part, deeper] of partsOf(schema)) {
      const inner = faultOf(part, [...path, ...steps], level + deeper);
      if (inner !== null) return inner;
    }
    return null;
  }
  return faultOf(root, [], 1) ?? enumFault(root);
}
