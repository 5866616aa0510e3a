import { z } from 'zod';

/** What a request for a report holds in its blocks `<interview>`, `<dimension>`, `<claim>`, `<findings>` and `<missing_fact>`. */

const sentenceSchema = z.object({ id: z.string(), text: z.string() });
export type Sentence = z.infer<typeof sentenceSchema>;

const interviewSchema = z.object({
  language: z.string(),
  questions: z.array(z.object({ id: z.string(), text: z.string(), answer: z.array(sentenceSchema) })),
});
export type Interview = z.infer<typeof interviewSchema>;

const dimensionSchema = z.object({ id: z.string(), checks: z.array(z.object({ id: z.string() })) });
const claimSchema = z.object({ claim: z.string(), segments: z.array(sentenceSchema) });

/** Reads the block of this name. Null: there is none, or it cannot be read. */
function readBlock<T>(input: string, name: string, schema: z.ZodType<T>): T | null {
  // Each tag stands on a line of its own. Inside the JSON a line break is written as \n, so that no text in it can end
  // the block.
  const block = new RegExp(`^<${name}>\\n([\\s\\S]*?)\\n</${name}>$`, 'm').exec(input)?.[1];
  if (block === undefined) return null;
  try {
    return schema.parse(JSON.parse(block));
  } catch {
    return null;
  }
}

export const readAskedInterview = (input: string) => readBlock(input, 'interview', interviewSchema);
export const readAskedDimension = (input: string) => readBlock(input, 'dimension', dimensionSchema);
const missingFactSchema = z.object({ questionId: z.string(), fact: z.string() });

export const readMissingFact = (input: string) => readBlock(input, 'missing_fact', missingFactSchema);
export const readAskedClaim = (input: string) => readBlock(input, 'claim', claimSchema);

/** Whether the rules can read this language: only English. */
export const isReadable = (language: string): boolean => /^en(?:-|$)/i.test(language);

/** The sentences of all answers, each counted once: repeating a sentence adds nothing. */
export function distinctSentences({ questions }: Interview): Sentence[] {
  const seen = new Set<string>();
  return questions
    .flatMap(({ answer }) => answer)
    .filter(({ text }) => {
      const plain = text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      if (seen.has(plain)) return false;
      seen.add(plain);
      return plain !== '';
    });
}
