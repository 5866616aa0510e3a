/** What strict mode does not take: lengths are told in descriptions and checked by the client. */
const unsupported = [
  'minLength',
  'maxLength',
  'default',
  'allOf',
  'not',
  'patternProperties',
  'if',
  'propertyNames',
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Why OpenAI would refuse a schema in strict mode (guide "Structured outputs"): the root is an object, every object
 * forbids additional properties and requires all of its own. Null when it is good.
 */
export function strictSchemaFault(schema: unknown, path: readonly string[] = []): string | null {
  const at = `In context=(${path.map((step) => `'${step}'`).join(', ')})`;
  if (!isObject(schema)) return `${at}, the schema must be an object.`;
  if (path.length === 0 && schema.type !== 'object') return `${at}, the root must have type 'object'.`;
  const forbidden = unsupported.find((keyword) => keyword in schema);
  if (forbidden !== undefined) return `${at}, '${forbidden}' is not permitted.`;
  if (schema.type === 'object') {
    const properties = isObject(schema.properties) ? schema.properties : {};
    if (schema.additionalProperties !== false)
      return `${at}, 'additionalProperties' is required to be supplied and to be false.`;
    const required = Array.isArray(schema.required) ? schema.required : [];
    const missing = Object.keys(properties).find((key) => !required.includes(key));
    if (missing !== undefined)
      return `${at}, 'required' is required to be supplied and to include every key in properties. Missing '${missing}'.`;
    for (const [key, inner] of Object.entries(properties)) {
      const fault = strictSchemaFault(inner, [...path, 'properties', key]);
      if (fault !== null) return fault;
    }
  }
  if (schema.type === 'array') return strictSchemaFault(schema.items, [...path, 'items']);
  if (Array.isArray(schema.anyOf)) {
    for (const [index, inner] of schema.anyOf.entries()) {
      const fault = strictSchemaFault(inner, [...path, 'anyOf', String(index)]);
      if (fault !== null) return fault;
    }
  }
  return null;
}
