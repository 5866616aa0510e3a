import { z } from 'zod';

const pointsSchema = z.array(z.object({ id: z.string(), text: z.string() }));
export type PlannedPoint = z.infer<typeof pointsSchema>[number];

/** The points of the plan in some instructions: a JSON list between the lines `<interview_plan>` and its end. */
export function parsePlan(instructions: string): PlannedPoint[] {
  const block = /^<interview_plan>[ \t]*\r?\n([\s\S]*?)\r?\n<\/interview_plan>[ \t]*$/m.exec(
    instructions,
  )?.[1];
  if (block === undefined) return [];
  try {
    return pointsSchema.parse(JSON.parse(block));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}
