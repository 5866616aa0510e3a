import { z } from 'zod';

/** A `POST /v1/responses` body, as far as the stand-in knows it (types of `openai` 7, resources/responses). */

const inputText = z.strictObject({ type: z.literal('input_text'), text: z.string() });
const message = z.strictObject({
  type: z.literal('message').optional(),
  role: z.enum(['user', 'system', 'developer', 'assistant']),
  content: z.union([z.string(), z.array(inputText).min(1)]),
});

const jsonSchemaFormat = z.strictObject({
  type: z.literal('json_schema'),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  schema: z.record(z.string(), z.unknown()),
  strict: z.boolean().nullish(),
  description: z.string().optional(),
});

export const responseRequestSchema = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string().min(1), z.array(message).min(1)]),
  instructions: z.string().nullish(),
  text: z
    .strictObject({
      format: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('text') }), jsonSchemaFormat]),
      verbosity: z.enum(['low', 'medium', 'high']).nullish(),
    })
    .optional(),
  reasoning: z
    .strictObject({ effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish() })
    .nullish(),
  max_output_tokens: z.number().int().min(16).nullish(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
  store: z.boolean().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  prompt_cache_key: z.string().max(64).nullish(),
  safety_identifier: z.string().max(64).nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'priority']).nullish(),
  stream: z.literal(false).nullish(),
  tools: z.array(z.never()).optional(),
});
export type ResponseRequest = z.infer<typeof responseRequestSchema>;

/** The text of a request's input, message by message. */
export function inputOf({ input }: ResponseRequest): string {
  if (typeof input === 'string') return input;
  return input
    .map(({ content }) =>
      typeof content === 'string' ? content : content.map(({ text }) => text).join('\n'),
    )
    .join('\n');
}
