import { type Context, type ReactNode, Suspense, use } from 'react';
import type { PartOfWords } from '../../lib/words/load-words.ts';
import { useFormat } from './words-context.ts';

interface PartProps<Part> {
  part: PartOfWords<Part>;
  context: Context<Part | null>;
  children: ReactNode;
}

function Loaded<Part>({ part, context: Given, children }: PartProps<Part>) {
  const { language } = useFormat();
  return <Given value={part.loaded(language) ?? use(part.load(language))}>{children}</Given>;
}

/** Gives its children a part of the words, and shows nothing of them until it is here. */
export function GivenWords<Part>(props: PartProps<Part>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
