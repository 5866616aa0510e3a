import { z } from 'zod';
import {
  audioFormatSchema,
  maxOutputTokensSchema,
  outputModalitiesSchema,
  toolChoiceSchema,
  toolSchema,
  voiceSchema,
} from './session-schema.ts';

/** The `response` of a `response.create`: the overrides for this one response. */
export const responseParametersSchema = z.strictObject({
  instructions: z.string().optional(),
  /** Items or item references. Each is checked by its own schema when the response is created. */
  input: z.array(z.record(z.string(), z.unknown())).optional(),
  conversation: z.enum(['auto', 'none']).optional(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((metadata) => Object.keys(metadata).length <= 16, 'at most 16 pairs')
    .nullable()
    .optional(),
  output_modalities: outputModalitiesSchema.optional(),
  audio: z
    .strictObject({
      output: z
        .strictObject({ format: audioFormatSchema.optional(), voice: voiceSchema.optional() })
        .optional(),
    })
    .optional(),
  tools: z.array(toolSchema).max(128).optional(),
  tool_choice: toolChoiceSchema.optional(),
  max_output_tokens: maxOutputTokensSchema.optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: z
    .strictObject({ effort: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional() })
    .optional(),
  prompt: z.strictObject({ id: z.string() }).loose().nullable().optional(),
});

export type ResponseParameters = z.infer<typeof responseParametersSchema>;
