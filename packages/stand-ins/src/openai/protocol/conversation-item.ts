import { z } from 'zod';
import { type ProtocolError, refusal, toProtocolError } from './protocol-error.ts';

/** One part of a message. `audio` never appears in events except `conversation.item.retrieved`. */
export type ContentPart =
  | { type: 'input_text'; text: string }
  | { type: 'input_audio'; transcript: string | null; audio?: string }
  | { type: 'input_image'; image_url: string }
  | { type: 'output_text'; text: string }
  | { type: 'output_audio'; transcript: string; audio?: string };

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';

interface ItemBase {
  id: string;
  object: 'realtime.item';
  status: ItemStatus;
}

export interface MessageItem extends ItemBase {
  type: 'message';
  role: 'user' | 'assistant' | 'system';
  content: ContentPart[];
}

export interface FunctionCallItem extends ItemBase {
  type: 'function_call';
  name: string;
  call_id: string;
  arguments: string;
}

interface FunctionCallOutputItem extends ItemBase {
  type: 'function_call_output';
  call_id: string;
  output: string;
}

export type ConversationItem = MessageItem | FunctionCallItem | FunctionCallOutputItem;

/** Item ids of the client: OpenAI refuses longer ones with `string_above_max_length`. */
const idSchema = z.string().min(1).max(32).optional();
const base = {
  id: idSchema,
  object: z.literal('realtime.item').optional(),
  status: z.enum(['in_progress', 'completed', 'incomplete']).optional(),
};

const inputText = z.strictObject({ type: z.literal('input_text'), text: z.string() });
const messageSchema = z.discriminatedUnion('role', [
  z.strictObject({
    ...base,
    type: z.literal('message'),
    role: z.literal('user'),
    content: z.array(
      z.discriminatedUnion('type', [
        inputText,
        z.strictObject({
          type: z.literal('input_audio'),
          audio: z.base64(),
          transcript: z.string().nullable().optional(),
        }),
        z.strictObject({
          type: z.literal('input_image'),
          image_url: z.string(),
          detail: z.enum(['auto', 'low', 'high']).optional(),
        }),
      ]),
    ),
  }),
  z.strictObject({
    ...base,
    type: z.literal('message'),
    role: z.literal('assistant'),
    // Not `text` (the beta's name), and not `output_audio`: the API cannot create assistant audio.
    content: z.array(
      z.discriminatedUnion('type', [z.strictObject({ type: z.literal('output_text'), text: z.string() })]),
    ),
  }),
  z.strictObject({
    ...base,
    type: z.literal('message'),
    role: z.literal('system'),
    content: z.array(inputText),
  }),
]);

const itemSchema = z.discriminatedUnion('type', [
  messageSchema,
  z.strictObject({
    ...base,
    type: z.literal('function_call'),
    name: z.string(),
    arguments: z.string(),
    call_id: z.string().optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('function_call_output'),
    call_id: z.string(),
    output: z.string(),
  }),
]);

type ItemInput = z.infer<typeof itemSchema>;

/** A client's item in full form, or the error to send. `newId` gives an id when the client gave none. */
export function parseItem(
  input: unknown,
  root: string,
  newId: (prefix: 'item' | 'call') => string,
): { ok: true; item: ConversationItem } | { ok: false; error: ProtocolError } {
  const parsed = itemSchema.safeParse(input);
  if (!parsed.success) return { ok: false, error: toProtocolError(parsed.error, input, root) };
  const item = toItem(parsed.data, newId);
  if (item.type === 'message' && item.content.length === 0) {
    return { ok: false, error: refusal('invalid_value', 'A message needs content.', `${root}.content`) };
  }
  return { ok: true, item };
}

function toItem(input: ItemInput, newId: (prefix: 'item' | 'call') => string): ConversationItem {
  const common = {
    id: input.id ?? newId('item'),
    object: 'realtime.item' as const,
    status: 'completed' as const,
  };
  switch (input.type) {
    case 'function_call':
      return {
        ...common,
        type: input.type,
        name: input.name,
        arguments: input.arguments,
        call_id: input.call_id ?? newId('call'),
      };
    case 'function_call_output':
      return { ...common, type: input.type, call_id: input.call_id, output: input.output };
    case 'message':
      return { ...common, type: input.type, role: input.role, content: input.content.map(toPart) };
  }
}

function toPart(part: Extract<ItemInput, { type: 'message' }>['content'][number]): ContentPart {
  switch (part.type) {
    case 'input_audio':
      return { type: part.type, transcript: part.transcript ?? null, audio: part.audio };
    case 'input_image':
      return { type: part.type, image_url: part.image_url };
    default:
      return part;
  }
}

/** The item as events show it, without its audio. */
export function withoutAudio(item: ConversationItem): ConversationItem {
  if (item.type !== 'message') return { ...item };
  const content = item.content.map((part) => {
    if (part.type !== 'input_audio' && part.type !== 'output_audio') return { ...part };
    const { audio: _audio, ...rest } = part;
    return rest;
  });
  return { ...item, content };
}

/** All words of an item: what was written, or said as far as the transcript knows. */
export function textOf(item: ConversationItem): string {
  switch (item.type) {
    case 'function_call':
      return `${item.name} ${item.arguments}`;
    case 'function_call_output':
      return item.output;
    case 'message':
      return item.content
        .map((part) => ('text' in part ? part.text : 'transcript' in part ? (part.transcript ?? '') : ''))
        .join(' ');
  }
}
