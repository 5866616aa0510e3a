import { expect, it } from 'vitest';
import { toBridgeSchema, toTelephonySchema } from '../contract/media-link.ts';
import { publishedMessageSchema } from '../contract/stored-events.ts';
import { parseJson } from './parse-json.ts';

it('gives schemas a value that each of them refuses when the text is not JSON', () => {
  for (const text of ['', '{', 'nonsense', '{"type":']) {
    for (const schema of [toBridgeSchema, toTelephonySchema, publishedMessageSchema]) {
      expect(schema.safeParse(parseJson(text)).success).toBe(false);
    }
  }
  expect(parseJson('{"type":"ready"}')).toEqual({ type: 'ready' });
});
