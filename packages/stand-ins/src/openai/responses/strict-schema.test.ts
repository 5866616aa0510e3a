import { describe, expect, test } from 'vitest';
import { strictSchemaFault } from './strict-schema.ts';

const object = (properties: object) => ({
  ...{ type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
});
const list = (items: object) => ({ type: 'array', items });
const text = { type: 'string' };
const values = (count: number, length = 4) => ({
  ...text,
  enum: Array.from({ length: count }, (_, index) => String(index).padStart(length, '0')),
});

describe('a strict schema', () => {
  test('is accepted with five levels, with references, and with a thousand enum values', () => {
    expect(strictSchemaFault(object({ a: list(object({ b: list(text) })) }))).toBeNull();
    const schema = object({ a: list({ $ref: '#/$defs/id' }), b: { $ref: '#/$defs/id' } });
    expect(strictSchemaFault({ ...schema, $defs: { id: values(1_000) } })).toBeNull();
  });

  test.each([
    ['a sixth level', object({ a: list(object({ b: list(list(text)) })) }), '5 levels'],
    [
      'a sixth level behind a reference',
      {
        ...object({ a: list(object({ b: { $ref: '#/$defs/deep' } })) }),
        $defs: { deep: list(list(text)) },
      },
      '5 levels',
    ],
    ['more than a thousand enum values in all', object({ a: values(600), b: values(401) }), '1000'],
    ['a large enum with long values', object({ a: values(251, 60) }), '15000'],
    ['a reference to nothing', object({ a: { $ref: '#/$defs/id' } }), 'must be an object'],
    [
      'a fault behind a reference',
      { ...object({ a: { $ref: '#/$defs/id' } }), $defs: { id: { ...text, maxLength: 3 } } },
      'maxLength',
    ],
  ])('is refused with %s', (_what, schema, words) => {
    expect(strictSchemaFault(schema)).toContain(words);
  });
});
