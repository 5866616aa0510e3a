import { mostNoteCharacters } from '@ringback/shared/contract/coach-notes';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { CoachDesk, NoteMoment } from '../../lib/coach-desk.ts';
import { formatElapsed } from '../../lib/elapsed.ts';
import { isTyping } from '../../lib/is-typing.ts';
import { toMoment } from '../../lib/note-moment.ts';
import type { WatchedState } from '../../lib/watched-session.ts';
import { toProblemWords } from '../../lib/words/problem-words.ts';
import { useAnnounce } from '../frame/announcer.tsx';
import { Button } from '../ui/button.tsx';
import { useFormat, useWords } from '../words/words-context.ts';
import styles from './watch.module.css';

/** Moves the focus to the field by the key N, except while the person is typing. */
function useNoteKey(write: () => void): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { key, repeat, ctrlKey, metaKey, altKey, target } = event;
      if (key.toLowerCase() !== 'n' || repeat || ctrlKey || metaKey || altKey || isTyping(target)) return;
      event.preventDefault();
      write();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [write]);
}

/** A field for one note. It belongs to the moment at which its coach began to write. */
export function NoteForm({ state, desk }: { state: WatchedState; desk: CoachDesk }) {
  const words = useWords();
  const { notes } = words.coach;
  const { plural } = useFormat();
  const announce = useAnnounce();
  const ids = { field: useId(), help: useId() };
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [moment, setMoment] = useState<NoteMoment | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const isWritten = text.trim() !== '';
  const left = mostNoteCharacters - text.length;

  const begin = () =>
    setMoment((known) => (known !== null && isWritten ? known : toMoment(state, Date.now())));
  useNoteKey(() => field.current?.focus());

  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isWritten || left < 0 || isSending) return;
    setIsSending(true);
    const refusal = await desk.leaveNote(text.trim(), moment ?? toMoment(state, Date.now()));
    setIsSending(false);
    setProblem(refusal === null ? null : toProblemWords(words, refusal));
    if (refusal !== null) return;
    setText('');
    setMoment(null);
    announce(notes.kept);
    field.current?.focus();
  }

  return (
    <form className={styles.form} onSubmit={keep} data-testid="note-form">
      <label htmlFor={ids.field}>{notes.field}</label>
      <textarea
        ref={field}
        id={ids.field}
        rows={3}
        value={text}
        aria-keyshortcuts="N"
        aria-describedby={ids.help}
        aria-invalid={left < 0 || undefined}
        data-testid="note-field"
        onFocus={begin}
        onChange={({ target }) => setText(target.value)}
      />
      <p id={ids.help} className={styles.hint}>
        {moment === null || moment.atMs === null ? notes.hint : notes.about(formatElapsed(moment.atMs))}{' '}
        {left > 100 ? null : left < 0 ? plural(-left, notes.tooLong) : plural(left, notes.left)}
      </p>
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" disabled={!isWritten || left < 0 || isSending} data-testid="keep-note">
        {notes.keep}
      </Button>
    </form>
  );
}
