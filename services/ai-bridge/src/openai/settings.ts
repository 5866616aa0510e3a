import { voices } from '@ringback/shared/contract/job-configuration';
import { z } from 'zod';

/** Comma-separated pairs such as `marin=voice_abc`. */
const voiceNames = z
  .string()
  .default('')
  .transform((text, context) => {
    const names: Partial<Record<(typeof voices)[number], string>> = {};
    for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
      const [name = '', given = ''] = pair.split('=').map((part) => part.trim());
      const known = voices.find((voice) => voice === name);
      if (known !== undefined && /^[\w-]{1,64}$/.test(given)) names[known] = given;
      else
        context.addIssue({ code: 'custom', message: `"${name}" is no voice that can be given another name` });
    }
    return names;
  });

/** What this engine reads from the environment. Without a key only local mode works, with the stand-in. */
export const settings = {
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_REALTIME_URL: z
    .string()
    .regex(/^wss?:\/\//, 'must begin with ws:// or wss://')
    .optional(),
  /** REST endpoint. */
  OPENAI_BASE_URL: z.url('must be an address such as https://api.openai.com/v1').optional(),
  OPENAI_REALTIME_MODEL: z.string().default('gpt-realtime-2.1'),
  OPENAI_TRANSCRIPTION_MODEL: z.string().default('gpt-transcribe'),
  /** The model that makes interview plans; "none": plans by rules only. */
  OPENAI_PLAN_MODEL: z.string().default('gpt-5.4-mini'),
  /** The model that judges reports and advises; "none": reports have figures only. */
  OPENAI_REPORT_MODEL: z.string().default('gpt-6.1-terra'),
  /** The model that checks whether cited sentences support what a report says. */
  OPENAI_CHECK_MODEL: z.string().default('gpt-6-luna'),
  /** The provider's voice for each voice that candidates choose: "marin=voice_abc,cedar=ash". */
  OPENAI_VOICES: voiceNames,
};
export type OpenaiSettings = z.output<z.ZodObject<typeof settings>>;

/** Names what is missing when each setting by itself is correct. */
export function checkSettings(
  given: OpenaiSettings & { RINGBACK_MODE: 'local' | 'live' },
  context: z.RefinementCtx,
): void {
  if (given.OPENAI_API_KEY !== undefined) return;
  if (given.RINGBACK_MODE === 'live')
    context.addIssue({ code: 'custom', path: ['OPENAI_API_KEY'], message: 'is needed in live mode' });
  if (given.OPENAI_REALTIME_URL === undefined)
    context.addIssue({
      code: 'custom',
      path: ['OPENAI_REALTIME_URL'],
      message: 'is needed without OPENAI_API_KEY: the address of the local stand-in',
    });
}
