import { useEffect, useRef } from 'react';
import { charactersLeft, type TextField, textLimits } from '../../lib/set-up/form-problems.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './character-count.module.css';

/** Counted down from here on: before, the number is of no use. */
const shownFrom = 0.75;

/** How many characters are left, or too many. Heard only when the limit is crossed. */
export function CharacterCount({ field, text }: { field: TextField; text: string }) {
  const { form } = useWords();
  const format = useFormat();
  const announce = useAnnounce();
  const left = charactersLeft(field, text);
  const isOver = left < 0;
  const words = isOver ? format.plural(-left, form.charactersOver) : format.plural(left, form.charactersLeft);
  const wasOver = useRef(isOver);
  useEffect(() => {
    if (wasOver.current !== isOver) announce(words);
    wasOver.current = isOver;
  }, [isOver, announce, words]);
  if (left > textLimits[field] * (1 - shownFrom)) return null;
  return (
    <p className={`${styles.count} ${isOver ? styles.over : ''}`} data-testid={`count-${field}`}>
      {words}
    </p>
  );
}
