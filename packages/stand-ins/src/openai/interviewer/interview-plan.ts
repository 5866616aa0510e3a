import { z } from 'zod';

const planSchema = z.object({
  mustCover: z.array(z.object({ id: z.string(), text: z.string() })).catch([]),
  warmUp: z.string().catch(''),
  curveball: z.string().nullable().catch(null),
});

/** The plan that the interviewer follows, as the bridge writes it into the instructions. */
export type FollowedPlan = z.infer<typeof planSchema>;

/**
 * The plan in these instructions: one JSON object between the lines `<interview_plan>` and its end. Null when there is
 * none.
 */
export function parsePlan(instructions: string): FollowedPlan | null {
  const block = /^<interview_plan>[ \t]*\r?\n([\s\S]*?)\r?\n<\/interview_plan>[ \t]*$/m.exec(
    instructions,
  )?.[1];
  if (block === undefined) return null;
  try {
    return planSchema.parse(JSON.parse(block));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
