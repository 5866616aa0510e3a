import { expect, test } from 'vitest';
import { Conversation, type Entry } from './conversation.ts';
import { parseItem } from './conversation-item.ts';

let made = 0;
const newId = (prefix: string) => `${prefix}_${++made}`;
const user = (text: string, id?: string) => ({
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text }],
  ...(id && { id }),
});

function entryOf(input: unknown): Entry {
  const parsed = parseItem(input, 'item', newId);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return { item: parsed.item, origin: 'client', audioMs: 0, atMs: 0, heard: null, audio: null };
}

test.each<[string, unknown, string]>([
  [
    'the beta name of assistant text',
    { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'a' }] },
    'invalid_value item.content[0].type',
  ],
  [
    'assistant audio',
    { type: 'message', role: 'assistant', content: [{ type: 'output_audio', transcript: 'a' }] },
    'invalid_value item.content[0].type',
  ],
  [
    'output text of a user',
    { type: 'message', role: 'user', content: [{ type: 'output_text', text: 'a' }] },
    'invalid_value item.content[0].type',
  ],
  [
    'audio of the system',
    { type: 'message', role: 'system', content: [{ type: 'input_audio', audio: '' }] },
    'invalid_value item.content[0].type',
  ],
  ['no role', { type: 'message', content: [] }, 'missing_required_parameter item.role'],
  ['an unknown type', { type: 'note', text: 'a' }, 'invalid_value item.type'],
  ['no content', { type: 'message', role: 'user', content: [] }, 'invalid_value item.content'],
  ['a long id', user('a', 'x'.repeat(33)), 'string_above_max_length item.id'],
  ['an unknown key', { ...user('a'), name: 'bob' }, 'unknown_parameter item.name'],
  [
    'a call output without call',
    { type: 'function_call_output', output: '' },
    'missing_required_parameter item.call_id',
  ],
  [
    'heard assistant text',
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'a' }] },
    'accepted',
  ],
  [
    'a system message',
    { type: 'message', role: 'system', content: [{ type: 'input_text', text: 'a' }] },
    'accepted',
  ],
])('conversation.item.create with %s', (_, input, outcome) => {
  const parsed = parseItem(input, 'item', newId);
  expect(parsed.ok ? 'accepted' : `${parsed.error.code} ${parsed.error.param}`).toBe(outcome);
});

test('items are placed by the item before them', () => {
  const conversation = new Conversation();
  expect(conversation.insert(entryOf(user('b', 'b')), undefined)).toBeNull();
  expect(conversation.insert(entryOf(user('d', 'd')), undefined)).toBeNull();
  expect(conversation.insert(entryOf(user('a', 'a')), 'root')).toBeNull();
  expect(conversation.insert(entryOf(user('c', 'c')), 'b')).toBeNull();
  expect(conversation.entries.map((entry) => entry.item.id)).toEqual(['a', 'b', 'c', 'd']);
  expect([conversation.previousIdOf('a'), conversation.previousIdOf('c'), conversation.lastId]).toEqual([
    null,
    'b',
    'd',
  ]);
});

test('an unknown position, a second use of an id and an answer to no call are refused', () => {
  const conversation = new Conversation();
  conversation.append(entryOf(user('a', 'a')));
  expect(conversation.insert(entryOf(user('b', 'b')), 'nowhere')).toMatchObject({
    param: 'previous_item_id',
  });
  expect(conversation.insert(entryOf(user('a', 'a')), undefined)).toMatchObject({ param: 'item.id' });
  const output = { type: 'function_call_output', call_id: 'call_1', output: '' };
  expect(conversation.insert(entryOf(output), undefined)).toMatchObject({ param: 'item.call_id' });
  conversation.append(entryOf({ type: 'function_call', name: 'f', arguments: '{}', call_id: 'call_1' }));
  expect(conversation.insert(entryOf(output), undefined)).toBeNull();
  expect(conversation.entries).toHaveLength(3);
});

test('removing reports whether there was something to remove', () => {
  const conversation = new Conversation();
  conversation.append(entryOf(user('a', 'a')));
  expect([conversation.remove('a'), conversation.remove('a')]).toEqual([true, false]);
});
