import { z } from 'zod';

const practisedSchema = z.object({
  kind: z.string(),
  question: z
    .object({ text: z.string().min(1) })
    .nullable()
    .catch(null),
  /** Questions that were asked before. */
  asked: z.array(z.string()).catch([]),
  /** The competencies that were weak. */
  weak: z.array(z.string()).catch([]),
});

/** What the interview practises of an earlier one, as the bridge writes it into the instructions. */
export type Practised = z.infer<typeof practisedSchema>;

/** The practice in these instructions: one JSON object between the lines `<practice>` and its end. Null: none. */
export function parsePractised(instructions: string): Practised | null {
  const block = /^<practice>[ \t]*\r?\n([\s\S]*?)\r?\n<\/practice>[ \t]*$/m.exec(instructions)?.[1];
  if (block === undefined) return null;
  try {
    return practisedSchema.parse(JSON.parse(block));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** The question that is answered again, and nothing else. Null: the interview is a whole one. */
export function oneQuestionOf(practised: Practised | null | undefined): string | null {
  return practised?.kind === 'one_question' ? (practised.question?.text ?? null) : null;
}

const inWords = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

/** Whether this question was asked in the earlier interview, and is not to be asked again. */
export function wasAsked(question: string, practised: Practised | null | undefined): boolean {
  return (
    practised?.kind === 'new_questions' &&
    practised.asked.some((asked) => inWords(asked).includes(inWords(question)))
  );
}

/** The competencies that the interview is about alone. Null: it is about others too. */
export function weakOf(practised: Practised | null | undefined): string[] | null {
  return practised?.kind === 'weak_only' && practised.weak.length > 0 ? practised.weak : null;
}
